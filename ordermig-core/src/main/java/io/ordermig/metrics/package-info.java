/** The figures of a run. */
@NullMarked
package io.ordermig.metrics;

import org.jspecify.annotations.NullMarked;
