package io.ordermig.testing.aws.dynamo;

import io.ordermig.testing.aws.SimulatedError;

/**
 * The errors of DynamoDB.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">Errors</a>
 */
final class DynamoErrors {

    private DynamoErrors() {}

    static SimulatedError validation(String message) {
        return new SimulatedError(400, "ValidationException", message);
    }

    static SimulatedError invalidParameter(String message) {
        return validation("One or more parameter values were invalid: " + message);
    }

    static SimulatedError notFound(String table) {
        return new SimulatedError(
                400, "ResourceNotFoundException", "Requested resource not found: Table: " + table + " not found");
    }

    /** What operations on items say. */
    static SimulatedError notFound() {
        return new SimulatedError(400, "ResourceNotFoundException", "Requested resource not found");
    }

    /** What operations on backups say. */
    static SimulatedError noTable(String table) {
        return new SimulatedError(400, "TableNotFoundException", "Table not found: " + table);
    }

    static SimulatedError inUse(String message) {
        return new SimulatedError(400, "ResourceInUseException", message);
    }

    static SimulatedError limit(String message) {
        return new SimulatedError(400, "LimitExceededException", "Subscriber limit exceeded: " + message);
    }
}
