package io.ordermig.dynamo.file;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.utils.builder.Buildable;

/** Requests with every member that the SDK knows, and their values as plain lists, maps and scalars. */
final class FilledRequests {

    private static final AttributeValue EACH_TYPE = AttributeValue.fromM(Map.of(
            "text", AttributeValue.fromS("a: \"b\" # c\n\u00e9\ud83d\ude00"),
            "number", AttributeValue.fromN("-12.50e3"),
            "bytes", AttributeValue.fromB(SdkBytes.fromUtf8String("\u0000bytes")),
            "flag", AttributeValue.fromBool(false),
            "nothing", AttributeValue.fromNul(true),
            "texts", AttributeValue.fromSs(List.of("yes", "0123")),
            "numbers", AttributeValue.fromNs(List.of("1", "2")),
            "blobs", AttributeValue.fromBs(List.of(SdkBytes.fromString("x", StandardCharsets.UTF_8))),
            "list",
                    AttributeValue.fromL(
                            List.of(AttributeValue.fromS("2024-03-01"), AttributeValue.fromL(List.of())))));

    private FilledRequests() {}

    static Object filled(SdkPojo builder) {
        if (builder instanceof AttributeValue.Builder) {
            return EACH_TYPE;
        }
        Shape shape = Shape.of(builder);
        for (SdkField<?> field : builder.sdkFields()) {
            field.set(builder, value(field, shape.values(field.locationName())));
        }
        return ((Buildable) builder).build();
    }

    private static Object value(SdkField<?> field, List<String> values) {
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> values.isEmpty() ? "text of " + field.memberName() : values.get(values.size() - 1);
            case LONG -> 4_000_000_000L;
            case INTEGER -> 35;
            case BOOLEAN -> true;
            case SDK_POJO -> filled(field.constructor().get());
            case LIST -> {
                SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
                yield List.of(value(element, values), value(element, values));
            }
            case MAP ->
                Map.of("key", value(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), values));
            default -> throw new IllegalArgumentException("no sample for " + field.memberName());
        };
    }

    /** A value as maps, lists, text, numbers and booleans, under the names of the API. */
    static Object plain(Object value) {
        if (value instanceof SdkPojo pojo) {
            Map<String, Object> members = new LinkedHashMap<>();
            for (SdkField<?> field : pojo.sdkFields()) {
                Object member = field.getValueOrDefault(pojo);
                if (member != null
                        && !(member instanceof SdkAutoConstructList)
                        && !(member instanceof SdkAutoConstructMap)) {
                    members.put(field.locationName(), plain(member));
                }
            }
            return members;
        }
        if (value instanceof SdkBytes bytes) {
            return java.util.Base64.getEncoder().encodeToString(bytes.asByteArray());
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, entry) -> entries.put((String) key, plain(entry)));
            return entries;
        }
        return value;
    }
}
