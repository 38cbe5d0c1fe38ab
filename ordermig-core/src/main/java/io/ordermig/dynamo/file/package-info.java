/** Files and classes with DynamoDB migrations: found, read, checked and turned into requests. Calls nothing. */
@NullMarked
package io.ordermig.dynamo.file;

import org.jspecify.annotations.NullMarked;
