/** Restores of RDS instances and of clusters. */
@NullMarked
package io.ordermig.restore.rds;

import org.jspecify.annotations.NullMarked;
