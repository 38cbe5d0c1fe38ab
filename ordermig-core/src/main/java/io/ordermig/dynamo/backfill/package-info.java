/** Changes the items of a table in place, in parallel, resumable at any moment. */
@NullMarked
package io.ordermig.dynamo.backfill;

import org.jspecify.annotations.NullMarked;
