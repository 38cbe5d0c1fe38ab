package io.ordermig.testing.aws.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** Makes and reads values of the SDK's types by what they say of their fields. */
final class Pojos {

    private Pojos() {}

    /** A builder of a type. Builders are {@code SdkPojo}s themselves, and their fields can be set. */
    static SdkPojo builder(Class<? extends SdkPojo> type) {
        try {
            return (SdkPojo) type.getMethod("builder").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type + " has no builder.", e);
        }
    }

    static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }

    /** The fields of a request, by their names on the wire. */
    static Map<String, SdkField<?>> fieldsByName(SdkPojo pojo) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        pojo.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        return fields;
    }

    /** Whether a value was given. What the SDK makes up for a list or a map that was not is none. */
    static boolean isGiven(Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }
}
