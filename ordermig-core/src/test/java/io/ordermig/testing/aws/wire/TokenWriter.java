package io.ordermig.testing.aws.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Writes responses as JSON or CBOR, which differ in their points in time. */
final class TokenWriter {

    private final JsonGenerator generator;
    private final InstantWriter instants;

    /** Writes a point in time. */
    @FunctionalInterface
    interface InstantWriter {
        void write(SdkField<?> field, Instant instant) throws IOException;
    }

    TokenWriter(JsonGenerator generator, InstantWriter instants) {
        this.generator = generator;
        this.instants = instants;
    }

    void pojo(SdkPojo pojo) throws IOException {
        generator.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (Pojos.isGiven(value)) {
                generator.writeFieldName(field.locationName());
                value(field, value);
            }
        }
        generator.writeEndObject();
    }

    private void value(SdkField<?> field, Object value) throws IOException {
        if (value instanceof SdkPojo pojo) {
            pojo(pojo);
        } else if (value instanceof List<?> list) {
            list(field.getTrait(ListTrait.class).memberFieldInfo(), list);
        } else if (value instanceof Map<?, ?> map) {
            map(field.getTrait(MapTrait.class).valueFieldInfo(), map);
        } else if (value instanceof Instant instant) {
            instants.write(field, instant);
        } else {
            scalar(value);
        }
    }

    private void list(SdkField<?> member, List<?> list) throws IOException {
        generator.writeStartArray();
        for (Object element : list) {
            value(member, element);
        }
        generator.writeEndArray();
    }

    private void map(SdkField<?> member, Map<?, ?> map) throws IOException {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            generator.writeFieldName((String) entry.getKey());
            value(member, entry.getValue());
        }
        generator.writeEndObject();
    }

    private void scalar(Object value) throws IOException {
        if (value instanceof String text) {
            generator.writeString(text);
        } else if (value instanceof Boolean flag) {
            generator.writeBoolean(flag);
        } else if (value instanceof SdkBytes bytes) {
            generator.writeBinary(bytes.asByteArray());
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else if (value instanceof Float number) {
            generator.writeNumber(number);
        } else if (value instanceof BigDecimal number) {
            generator.writeNumber(number);
        } else if (value instanceof Number number) {
            generator.writeNumber(number.longValue());
        } else {
            throw new IllegalArgumentException("No codec for " + value.getClass());
        }
    }
}
