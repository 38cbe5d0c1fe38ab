package io.ordermig.testing.aws;

import io.ordermig.testing.aws.wire.Protocol;

/**
 * The errors that all services have, as each one spells them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/CommonErrors.html">Common errors of RDS</a>,
 *     of which each service has its own list
 */
final class CommonErrors {

    private final String service;
    private final Protocol protocol;

    CommonErrors(String service, Protocol protocol) {
        this.service = service;
        this.protocol = protocol;
    }

    SimulatedError throttling() {
        return new SimulatedError(400, protocol.spell("Throttling"), "Rate exceeded");
    }

    SimulatedError internalFailure() {
        String code = switch (service) {
            case "ssm", "dynamodb" -> "InternalServerError";
            case "secretsmanager" -> "InternalServiceError";
            case "sns" -> "InternalError";
            case "cloudwatch" -> "InternalServiceFault";
            default -> "InternalFailure";
        };
        return new SimulatedError(500, code, "The request processing has failed because of an unknown error.");
    }

    SimulatedError serviceUnavailable() {
        String code = isJson() ? "ServiceUnavailableException" : "ServiceUnavailable";
        return new SimulatedError(503, code, "Service is unable to handle request.");
    }

    SimulatedError expiredCredentials() {
        return new SimulatedError(
                isJson() ? 400 : 403,
                protocol.spell("ExpiredToken"),
                "The security token included in the request is expired");
    }

    SimulatedError unknownCredentials() {
        return new SimulatedError(
                isJson() ? 400 : 403,
                isJson() ? "UnrecognizedClientException" : "InvalidClientTokenId",
                "The security token included in the request is invalid.");
    }

    SimulatedError missingCredentials() {
        return new SimulatedError(
                isJson() ? 400 : 403,
                protocol.spell("MissingAuthenticationToken"),
                "Request is missing Authentication Token");
    }

    SimulatedError accessDenied(String message) {
        String code = service.equals("sns") ? "AuthorizationError" : protocol.spell("AccessDenied");
        return new SimulatedError(isJson() ? 400 : 403, code, message);
    }

    private boolean isJson() {
        return !protocol.spell("").isEmpty();
    }
}
