package io.ordermig.testing.aws.wire;

import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;

/**
 * How requests, responses and errors look on the wire.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/index.html">AWS protocols</a>
 */
public interface Protocol {

    /** Whether a request is written in this protocol. */
    boolean speaks(WireRequest request);

    /** The name of the operation that a request asks for. */
    String operation(WireRequest request) throws ContractViolation;

    /** Reads a request; a member that the model does not know is a violation. */
    SdkPojo read(Operation operation, WireRequest request) throws ContractViolation;

    /** Writes a response. */
    WireResponse write(Operation operation, SdkPojo response, String requestId);

    /** Writes an error. */
    WireResponse write(WireError error, String requestId);

    /** How services of this protocol spell a code that all have, such as {@code Throttling}. */
    default String spell(String code) {
        return code;
    }

    /** The protocol of a request. */
    static Optional<Protocol> of(WireRequest request) {
        return List.of(new QueryProtocol(), new JsonProtocol(), new CborProtocol()).stream()
                .filter(protocol -> protocol.speaks(request))
                .findFirst();
    }
}
