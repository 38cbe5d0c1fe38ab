package io.ordermig.testing.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something that goes wrong with a call. An error is answered instead of carrying the call out, unless
 * {@link #afterwards()}.
 */
public final class Fault {

    private final String name;
    private final Duration delay;
    private final boolean drops;
    private final boolean afterwards;
    private final Optional<Function<CallErrors, SimulatedError>> error;

    /** The errors that fit a call. */
    record CallErrors(CommonErrors common, String denial) {}

    private Fault(
            String name,
            Duration delay,
            boolean drops,
            boolean afterwards,
            Optional<Function<CallErrors, SimulatedError>> error) {
        this.name = name;
        this.delay = delay;
        this.drops = drops;
        this.afterwards = afterwards;
        this.error = error;
    }

    private static Fault answering(String name, Function<CallErrors, SimulatedError> error) {
        return new Fault(name, Duration.ZERO, false, false, Optional.of(error));
    }

    /** The service throttles. */
    public static Fault throttling() {
        return answering("throttling", errors -> errors.common().throttling());
    }

    /** The service fails, with status 500. */
    public static Fault internalFailure() {
        return answering("internal failure", errors -> errors.common().internalFailure());
    }

    /** The service is not available, with status 503. */
    public static Fault serviceUnavailable() {
        return answering("service unavailable", errors -> errors.common().serviceUnavailable());
    }

    /** The credentials of the caller have expired. */
    public static Fault expiredCredentials() {
        return answering("expired credentials", errors -> errors.common().expiredCredentials());
    }

    /** The caller may not do this. To take an action away for good, see {@link AwsSimulator#deny}. */
    public static Fault accessDenied() {
        return answering("access denied", errors -> errors.common().accessDenied(errors.denial()));
    }

    /** Any error. */
    public static Fault error(int status, String code, String message) {
        return answering(code, errors -> new SimulatedError(status, code, message));
    }

    /** The connection is dropped; the call is not carried out. */
    public static Fault droppedConnection() {
        return new Fault("dropped connection", Duration.ZERO, true, false, Optional.empty());
    }

    /** The call is carried out, and the connection dropped before the answer. */
    public static Fault lostAnswer() {
        return new Fault("lost answer", Duration.ZERO, true, true, Optional.empty());
    }

    /** The call is carried out and answered after a delay, in real time. */
    public static Fault slowAnswer(Duration delay) {
        return new Fault("slow answer", delay, false, false, Optional.empty());
    }

    /** This fault, after the call has been carried out. */
    public Fault afterwards() {
        return new Fault(name + " afterwards", delay, drops, true, error);
    }

    Duration delay() {
        return delay;
    }

    boolean drops() {
        return drops;
    }

    boolean strikesAfterwards() {
        return afterwards;
    }

    Optional<SimulatedError> error(CallErrors errors) {
        return error.map(maker -> maker.apply(errors));
    }

    @Override
    public String toString() {
        return name;
    }
}
