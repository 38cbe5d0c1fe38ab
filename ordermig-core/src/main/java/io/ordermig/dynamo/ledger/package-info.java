/** The history table of DynamoDB migrations, and the lock that lets one runner at a time change it. */
@NullMarked
package io.ordermig.dynamo.ledger;

import org.jspecify.annotations.NullMarked;
