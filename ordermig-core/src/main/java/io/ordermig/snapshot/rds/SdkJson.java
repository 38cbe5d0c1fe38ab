package io.ordermig.snapshot.rds;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Values of the SDK as JSON, member by member as the service's model describes them, under the names of the API. What
 * a later SDK adds is written without a change here, and what an earlier one does not know is passed over in reading.
 */
final class SdkJson {

    /** Keeps every member. */
    static final Predicate<String> ALL = path -> true;

    private SdkJson() {}

    /**
     * Writes a value. Members that are not set are left out.
     *
     * @param kept whether the member at a path, such as {@code DBSubnetGroup.VpcId}, is written; lists have no part in it
     */
    static void write(JsonGenerator json, SdkPojo pojo, Predicate<String> kept) throws IOException {
        writePojo(json, pojo, "", kept);
    }

    private static void writePojo(JsonGenerator json, SdkPojo pojo, String path, Predicate<String> kept)
            throws IOException {
        json.writeStartObject();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            String member = path + field.memberName();
            if (isSet(value) && kept.test(member)) {
                json.writeFieldName(field.memberName());
                writeValue(json, value, member + ".", kept);
            }
        }
        json.writeEndObject();
    }

    private static boolean isSet(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value, String path, Predicate<String> kept)
            throws IOException {
        if (value instanceof SdkPojo pojo) {
            writePojo(json, pojo, path, kept);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object item : list) {
                writeValue(json, item, path, kept);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(json, entry.getValue(), path, kept);
            }
            json.writeEndObject();
        } else if (value instanceof Instant instant) {
            json.writeString(instant.toString());
        } else {
            // Text, numbers and booleans, which Jackson knows; it refuses what it does not know.
            json.writePOJO(value);
        }
    }

    /**
     * Reads a value into a builder. The parser stands at the beginning of the object, and is left at its end.
     *
     * @throws IOException when it is not JSON, or a member has another type
     */
    static <B extends SdkPojo> B read(JsonParser json, B builder) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        Map<String, SdkField<?>> fields = builder.sdkFieldNameToField();
        Map<String, SdkField<?>> byMember = new LinkedHashMap<>();
        fields.values().forEach(field -> byMember.put(field.memberName(), field));
        while (json.nextToken() != JsonToken.END_OBJECT) {
            SdkField<?> field = byMember.get(json.currentName());
            json.nextToken();
            if (field == null) {
                json.skipChildren();
            } else {
                field.set(builder, readValue(json, field));
            }
        }
        return builder;
    }

    private static @Nullable Object readValue(JsonParser json, SdkField<?> field) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> json.getText();
            case INTEGER -> json.getIntValue();
            case LONG -> json.getLongValue();
            case SHORT -> json.getShortValue();
            case DOUBLE -> json.getDoubleValue();
            case FLOAT -> json.getFloatValue();
            case BIG_DECIMAL -> json.getDecimalValue();
            case BOOLEAN -> json.getBooleanValue();
            case INSTANT -> instant(json);
            case SDK_POJO -> built(read(json, field.constructor().get()));
            case LIST -> list(json, field);
            case MAP -> map(json, field);
            default -> throw new IOException("The member " + field.memberName() + " has a type that is not read.");
        };
    }

    private static Instant instant(JsonParser json) throws IOException {
        try {
            return Instant.parse(json.getText());
        } catch (DateTimeException e) {
            throw new IOException("Not a time: " + json.getText(), e);
        }
    }

    private static Object built(SdkPojo builder) {
        return ((Buildable) builder).build();
    }

    private static List<@Nullable Object> list(JsonParser json, SdkField<?> field) throws IOException {
        expect(json, JsonToken.START_ARRAY);
        SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        List<@Nullable Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(readValue(json, member));
        }
        return items;
    }

    private static Map<String, @Nullable Object> map(JsonParser json, SdkField<?> field) throws IOException {
        expect(json, JsonToken.START_OBJECT);
        SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
        Map<String, @Nullable Object> entries = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            entries.put(key, readValue(json, member));
        }
        return entries;
    }

    /** Makes sure that something begins here. */
    static void expect(JsonParser json, JsonToken token) throws IOException {
        if (json.currentToken() != token) {
            throw new IOException("Expected " + token + " and found " + json.currentToken() + " at "
                    + json.currentLocation().offsetDescription() + ".");
        }
    }
}
