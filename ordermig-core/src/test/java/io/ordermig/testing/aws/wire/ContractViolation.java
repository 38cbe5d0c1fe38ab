package io.ordermig.testing.aws.wire;

/** A call that the SDK's model of the service does not allow, or that the simulator does not carry out. */
public final class ContractViolation extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * A violation.
     *
     * @param code the error code that the caller is answered
     * @param message what is wrong with the call, and where
     */
    public ContractViolation(String code, String message) {
        super(message);
        this.code = code;
    }

    static ContractViolation unknownMember(String path, Class<?> type) {
        return new ContractViolation(
                "SimulatorUnknownMember", "The SDK's model of " + type.getSimpleName() + " has no " + path + ".");
    }

    static ContractViolation malformed(String path, String why) {
        return new ContractViolation("SimulatorMalformedValue", path + ": " + why);
    }

    /** The error code that the caller is answered. */
    public String code() {
        return code;
    }
}
