package io.ordermig.testing.aws.wire;

import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Forms in, XML out: RDS, SNS, STS.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query</a>
 */
final class QueryProtocol implements Protocol {

    @Override
    public boolean speaks(WireRequest request) {
        return request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public String operation(WireRequest request) throws ContractViolation {
        return ParameterTree.parse(request.text()).take("Action");
    }

    @Override
    public SdkPojo read(Operation operation, WireRequest request) throws ContractViolation {
        ParameterTree parameters = ParameterTree.parse(request.text());
        parameters.take("Action");
        parameters.take("Version");
        return QueryReader.read(operation.request(), parameters);
    }

    @Override
    public WireResponse write(Operation operation, SdkPojo response, String requestId) {
        return response(200, XmlWriter.response(operation.name(), response, requestId), requestId);
    }

    @Override
    public WireResponse write(WireError error, String requestId) {
        return response(error.status(), XmlWriter.error(error, requestId), requestId);
    }

    private static WireResponse response(int status, String xml, String requestId) {
        return new WireResponse(
                status,
                Map.of("Content-Type", "text/xml", "x-amzn-RequestId", requestId),
                xml.getBytes(StandardCharsets.UTF_8));
    }
}
