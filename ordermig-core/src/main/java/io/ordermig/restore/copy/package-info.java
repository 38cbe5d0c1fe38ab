/** Restores of databases from copies on the same server. */
@NullMarked
package io.ordermig.restore.copy;

import org.jspecify.annotations.NullMarked;
