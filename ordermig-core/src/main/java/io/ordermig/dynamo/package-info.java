/** DynamoDB: versioned migrations of tables and items. */
@NullMarked
package io.ordermig.dynamo;

import org.jspecify.annotations.NullMarked;
