package io.ordermig.testing.aws.wire;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Reads JSON or CBOR into a request. */
final class TokenReader {

    private final JsonParser parser;

    private TokenReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads all that a parser holds; nothing at all is a request without members. */
    static SdkPojo read(Class<? extends SdkPojo> type, JsonParser parser) throws ContractViolation {
        SdkPojo builder = Pojos.builder(type);
        try {
            return parser.nextToken() == null
                    ? Pojos.build(builder)
                    : new TokenReader(parser).pojo(builder, type.getSimpleName());
        } catch (JacksonException | DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw ContractViolation.malformed(type.getSimpleName(), e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private SdkPojo pojo(SdkPojo builder, String path) throws IOException, ContractViolation {
        expect(JsonToken.START_OBJECT, path);
        Map<String, SdkField<?>> fields = Pojos.fieldsByName(builder);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            SdkField<?> field = fields.get(name);
            if (field == null) {
                throw ContractViolation.unknownMember(name, builder.getClass().getEnclosingClass());
            }
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                field.set(builder, value(field, path + "." + name));
            }
        }
        return Pojos.build(builder);
    }

    private Object value(SdkField<?> field, String path) throws IOException, ContractViolation {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return pojo(field.constructor().get(), path);
        }
        if (type == MarshallingType.LIST) {
            return list(field.getTrait(ListTrait.class).memberFieldInfo(), path);
        }
        if (type == MarshallingType.MAP) {
            return map(field.getTrait(MapTrait.class).valueFieldInfo(), path);
        }
        return scalar(field, path);
    }

    private List<Object> list(SdkField<?> member, String path) throws IOException, ContractViolation {
        expect(JsonToken.START_ARRAY, path);
        List<Object> values = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(member, path + "[" + values.size() + "]"));
        }
        return values;
    }

    private Map<String, Object> map(SdkField<?> member, String path) throws IOException, ContractViolation {
        expect(JsonToken.START_OBJECT, path);
        Map<String, Object> values = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            parser.nextToken();
            values.put(key, value(member, path + "." + key));
        }
        return values;
    }

    private Object scalar(SdkField<?> field, String path) throws IOException, ContractViolation {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            expect(JsonToken.VALUE_STRING, path);
            return parser.getText();
        }
        if (type == MarshallingType.BOOLEAN) {
            return parser.getBooleanValue();
        }
        if (type == MarshallingType.SDK_BYTES) {
            return SdkBytes.fromByteArray(parser.getBinaryValue());
        }
        if (type == MarshallingType.INSTANT) {
            return parser.currentToken() == JsonToken.VALUE_STRING
                    ? Timestamps.read(parser.getText(), Timestamps.format(field, Format.ISO_8601))
                    : Timestamps.read(decimal(), Timestamps.format(field, Format.UNIX_TIMESTAMP));
        }
        return number(type);
    }

    private Number number(MarshallingType<?> type) throws IOException {
        // Infinity and NaN are numbers of CBOR, and no decimals.
        if (type == MarshallingType.DOUBLE) {
            return parser.getDoubleValue();
        }
        return type == MarshallingType.FLOAT ? parser.getFloatValue() : Numbers.of(type, decimal());
    }

    /** A float of CBOR exactly as it is: the parser would round it to the digits that tell it from other floats. */
    private BigDecimal decimal() throws IOException {
        return parser.getNumberType() == JsonParser.NumberType.FLOAT
                ? BigDecimal.valueOf(parser.getDoubleValue())
                : parser.getDecimalValue();
    }

    private void expect(JsonToken token, String path) throws ContractViolation {
        if (parser.currentToken() != token) {
            throw ContractViolation.malformed(path, parser.currentToken() + " where the model says " + token + ".");
        }
    }
}
