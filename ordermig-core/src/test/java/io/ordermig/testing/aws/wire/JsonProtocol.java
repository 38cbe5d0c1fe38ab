package io.ordermig.testing.aws.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import io.ordermig.testing.aws.wire.ServiceModel.Operation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/**
 * JSON in and out, the operation in a header: Parameter Store, Secrets Manager, DynamoDB.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON</a>
 */
final class JsonProtocol implements Protocol {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final String CONTENT_TYPE = "application/x-amz-json-1.";

    @Override
    public boolean speaks(WireRequest request) {
        return request.header("content-type").orElse("").startsWith(CONTENT_TYPE);
    }

    @Override
    public String operation(WireRequest request) {
        String target = request.header("x-amz-target").orElse("");
        return target.substring(target.lastIndexOf('.') + 1);
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
                200, requestId, json -> new TokenWriter(json, (field, at) -> instant(json, field, at)).pojo(response));
    }

    @Override
    public WireResponse write(WireError error, String requestId) {
        return response(error.status(), requestId, json -> {
            if (error.body().isPresent()) {
                json.writeRaw(error.body().get());
                return;
            }
            json.writeStartObject();
            json.writeStringField("__type", error.code());
            json.writeStringField("message", error.message());
            json.writeEndObject();
        });
    }

    @Override
    public String spell(String code) {
        return code + "Exception";
    }

    private static void instant(JsonGenerator json, SdkField<?> field, Instant at) throws IOException {
        Format format = Timestamps.format(field, Format.UNIX_TIMESTAMP);
        if (format == Format.UNIX_TIMESTAMP || format == Format.UNIX_TIMESTAMP_MILLIS) {
            json.writeNumber(Timestamps.number(at, format));
        } else {
            json.writeString(Timestamps.text(at, format));
        }
    }

    @FunctionalInterface
    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static WireResponse response(int status, String requestId, Content content) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(body)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new WireResponse(
                status, Map.of("Content-Type", CONTENT_TYPE + "1", "x-amzn-RequestId", requestId), body.toByteArray());
    }
}
