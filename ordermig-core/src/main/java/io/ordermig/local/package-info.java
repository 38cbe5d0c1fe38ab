/** A PostgreSQL server and a DynamoDB Local, kept under the project for developers without one. */
@NullMarked
package io.ordermig.local;

import org.jspecify.annotations.NullMarked;
