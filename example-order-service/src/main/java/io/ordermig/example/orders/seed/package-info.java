/** A data set of any size for the base schema: the same rows each time, the awkward ones in known places. */
@NullMarked
package io.ordermig.example.orders.seed;

import org.jspecify.annotations.NullMarked;
