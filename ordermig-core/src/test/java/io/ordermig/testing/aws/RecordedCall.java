package io.ordermig.testing.aws;

import java.time.Instant;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/**
 * A call that reached the simulator.
 *
 * @param at the simulated time
 * @param service the service, such as {@code rds}
 * @param operation the operation, such as {@code DescribeDBInstances}
 * @param request the request, of the SDK's type for that operation
 * @param principal the ARN of who called; empty when nobody that the simulator knows
 * @param region the region that the call was signed for
 * @param userAgent what the client says of itself
 * @param actions the IAM actions that the call needs
 * @param outcome {@link #OK}, {@link #DROPPED}, {@link #ANSWER_LOST}, or the code of the error that was answered
 * @param carriedOut whether the service did what it was asked
 */
public record RecordedCall(
        Instant at,
        String service,
        String operation,
        SdkPojo request,
        String principal,
        String region,
        String userAgent,
        Set<String> actions,
        String outcome,
        boolean carriedOut) {

    /** The call was carried out and answered. */
    public static final String OK = "OK";
    /** The connection was dropped before the call was carried out. */
    public static final String DROPPED = "dropped";
    /** The connection was dropped after the call had been carried out. */
    public static final String ANSWER_LOST = "answer lost";

    /** Copies. */
    public RecordedCall {
        actions = Set.copyOf(actions);
    }

    /** One line for people. */
    @Override
    public String toString() {
        return at + " " + service + ":" + operation + " " + outcome + " (" + principal + ", " + region + ")";
    }
}
