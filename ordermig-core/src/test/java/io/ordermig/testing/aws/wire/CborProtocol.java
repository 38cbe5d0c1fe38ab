package io.ordermig.testing.aws.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;

/**
 * CBOR in and out, the operation in the path: CloudWatch. Errors are told twice, the second time with the code that
 * the service had when it spoke AWS Query.
 *
 * @see <a href="https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html">Smithy RPC v2 CBOR</a>
 */
final class CborProtocol implements Protocol {

    private static final CBORFactory FACTORY = new CBORFactory();
    private static final Pattern PATH = Pattern.compile("/service/[^/]+/operation/([^/]+)");
    private static final int EPOCH_SECONDS = 1;
    private static final Map<String, String> QUERY_CODES = Map.of(
            "InvalidParameterValueException", "InvalidParameterValue",
            "InvalidParameterCombinationException", "InvalidParameterCombination",
            "MissingRequiredParameterException", "MissingParameter",
            "LimitExceededFault", "LimitExceeded",
            "InternalServiceFault", "InternalServiceError");

    @Override
    public boolean speaks(WireRequest request) {
        return request.header("smithy-protocol").orElse("").equals("rpc-v2-cbor");
    }

    @Override
    public String operation(WireRequest request) {
        Matcher path = PATH.matcher(request.path());
        return path.matches() ? path.group(1) : "";
    }

    @Override
    public SdkPojo read(Operation operation, WireRequest request) throws ContractViolation {
        try (JsonParser parser = FACTORY.createParser(request.body())) {
            return TokenReader.read(operation.request(), parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public WireResponse write(Operation operation, SdkPojo response, String requestId) {
        return response(
                200,
                headers(requestId),
                cbor -> new TokenWriter(cbor, (field, at) -> instant(cbor, at)).pojo(response));
    }

    @Override
    public WireResponse write(WireError error, String requestId) {
        Map<String, String> headers = headers(requestId);
        String queryCode = QUERY_CODES.getOrDefault(error.code(), error.code());
        headers.put("x-amzn-query-error", queryCode + ";" + (error.status() < 500 ? "Sender" : "Receiver"));
        return response(error.status(), headers, cbor -> {
            cbor.writeStartObject();
            cbor.writeStringField("__type", error.code());
            cbor.writeStringField("message", error.message());
            cbor.writeEndObject();
        });
    }

    private static void instant(CBORGenerator cbor, Instant at) throws IOException {
        cbor.writeTag(EPOCH_SECONDS);
        cbor.writeNumber(at.toEpochMilli() / 1000.0);
    }

    private static Map<String, String> headers(String requestId) {
        return new HashMap<>(Map.of(
                "Content-Type", "application/cbor", "smithy-protocol", "rpc-v2-cbor", "x-amzn-RequestId", requestId));
    }

    @FunctionalInterface
    private interface Content {
        void write(CBORGenerator cbor) throws IOException;
    }

    private static WireResponse response(int status, Map<String, String> headers, Content content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (CBORGenerator cbor = FACTORY.createGenerator(body)) {
            content.write(cbor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WireResponse(status, headers, body.toByteArray());
    }
}
