/** The report of a run: its value, its JSON form, its summary. */
@NullMarked
package io.ordermig.report;

import org.jspecify.annotations.NullMarked;
