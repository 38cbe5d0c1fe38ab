/** Restores: data are taken back to a restore point, or to a moment. */
@NullMarked
package io.ordermig.restore;

import org.jspecify.annotations.NullMarked;
