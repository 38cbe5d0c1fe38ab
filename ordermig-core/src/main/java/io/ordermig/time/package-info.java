/** Durations as people write them, and waiting that tests can control. */
@NullMarked
package io.ordermig.time;

import org.jspecify.annotations.NullMarked;
