package io.ordermig.testing.aws;

import io.ordermig.testing.aws.wire.WireError;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** An error that a simulated service answers. */
public final class SimulatedError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<String> body;

    /**
     * An error.
     *
     * @param status the HTTP status
     * @param code the error code, such as {@code DBInstanceNotFound}
     * @param message what AWS says
     */
    public SimulatedError(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }

    private SimulatedError(int status, String code, String message, Optional<String> body) {
        super(message);
        this.status = status;
        this.code = code;
        this.body = body;
    }

    /** An error that another server has answered, to be passed on as it is, with whatever else it says. */
    public static SimulatedError passedOn(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return new SimulatedError(
                e.statusCode(),
                details.errorCode(),
                details.errorMessage(),
                Optional.of(details.rawResponse().asUtf8String()));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code. */
    public String code() {
        return code;
    }

    /** As it goes over the wire. */
    WireError onTheWire() {
        return new WireError(status, code, getMessage(), body);
    }
}
