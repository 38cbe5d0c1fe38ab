/** Snapshots of RDS instances and of Aurora and Multi-AZ clusters. */
@NullMarked
package io.ordermig.snapshot.rds;

import org.jspecify.annotations.NullMarked;
