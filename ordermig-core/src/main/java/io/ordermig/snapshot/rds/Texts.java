package io.ordermig.snapshot.rds;

import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What AWS may leave out of an answer, without nulls. */
final class Texts {

    private Texts() {}

    static String of(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The names of the members that are set, in the words of the API. */
    static Stream<String> set(SdkPojo pojo) {
        return pojo.sdkFields().stream().filter(field -> isSet(field, pojo)).map(SdkField::memberName);
    }

    private static boolean isSet(SdkField<?> field, SdkPojo pojo) {
        Object value = field.getValueOrDefault(pojo);
        if (value instanceof Collection<?> items) {
            return !items.isEmpty();
        }
        return value instanceof SdkPojo inner ? set(inner).findAny().isPresent() : value != null;
    }
}
