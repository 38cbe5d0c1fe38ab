/** Changes of tables: into the calls that DynamoDB permits, in their order, waited for, and only where something differs. */
@NullMarked
package io.ordermig.dynamo.change;

import org.jspecify.annotations.NullMarked;
