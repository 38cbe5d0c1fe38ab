package io.ordermig.testing.aws;

/** An error that a simulated service answers. */
public final class SimulatedError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    /**
     * An error.
     *
     * @param status the HTTP status
     * @param code the error code, such as {@code DBInstanceNotFound}
     * @param message what AWS says
     */
    public SimulatedError(int status, String code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error code. */
    public String code() {
        return code;
    }
}
