/** Copies of a database on the same server. */
@NullMarked
package io.ordermig.snapshot.copy;

import org.jspecify.annotations.NullMarked;
