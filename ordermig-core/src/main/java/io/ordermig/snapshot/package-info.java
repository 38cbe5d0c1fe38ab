/** Restore points: what a change can be taken back to. */
@NullMarked
package io.ordermig.snapshot;

import org.jspecify.annotations.NullMarked;
