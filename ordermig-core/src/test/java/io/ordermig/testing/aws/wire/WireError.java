package io.ordermig.testing.aws.wire;

import java.util.Optional;

/**
 * An error on the wire.
 *
 * @param status the HTTP status
 * @param code AWS's code
 * @param message what AWS says
 * @param body the whole answer, when it comes from elsewhere and holds more than that; of JSON alone
 */
public record WireError(int status, String code, String message, Optional<String> body) {

    /** An error without more to it. */
    public WireError(int status, String code, String message) {
        this(status, code, message, Optional.empty());
    }
}
