package io.ordermig.testing.aws;

import software.amazon.awssdk.core.SdkPojo;

/**
 * One AWS service of the simulator, behind the wire: it is given requests and gives answers as values of the SDK's own
 * types, so that what it understands is what the SDK's service model says. Thread-safe.
 */
public interface SimulatedService {

    /** The name of the service as IAM actions and SDK settings spell it in lower case, such as {@code rds}. */
    String name();

    /**
     * Answers a request.
     *
     * @param operation the name of the operation in the API, such as {@code DescribeDBInstances}
     * @param request the request, of the SDK's type for that operation
     * @return the response, of the SDK's type for that operation
     * @throws SimulatedError with the error that AWS would answer
     */
    SdkPojo answer(String operation, SdkPojo request);
}
