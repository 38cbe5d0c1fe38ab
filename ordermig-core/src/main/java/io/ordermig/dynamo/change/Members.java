package io.ordermig.dynamo.change;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Values of the SDK by the members that the service's model gives them, so that what a later SDK adds is carried along
 * without a change here.
 */
final class Members {

    private Members() {}

    /** The members that are set, by their names in the API, in the model's order. */
    static Map<String, Object> given(SdkPojo pojo) {
        Map<String, Object> given = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            if (isGiven(value)) {
                given.put(field.memberName(), value);
            }
        }
        return given;
    }

    static Optional<Object> value(SdkPojo pojo, String member) {
        return field(pojo, member)
                .<Object>map(field -> field.getValueOrDefault(pojo))
                .filter(Members::isGiven);
    }

    static Optional<String> text(SdkPojo pojo, String member) {
        return value(pojo, member).map(Object::toString);
    }

    static Optional<SdkField<?>> field(SdkPojo pojo, String member) {
        return pojo.sdkFields().stream()
                .filter(each -> each.memberName().equals(member))
                .<SdkField<?>>map(each -> each)
                .findFirst();
    }

    /** What the SDK makes up for a list or a map that was not given is none. */
    private static boolean isGiven(@Nullable Object value) {
        return value != null && !(value instanceof SdkAutoConstructList) && !(value instanceof SdkAutoConstructMap);
    }

    /** A request with these members of another, and the table. */
    static UpdateTableRequest.Builder part(UpdateTableRequest request, Collection<String> members) {
        UpdateTableRequest.Builder part = UpdateTableRequest.builder();
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (isGiven(value)
                    && (members.contains(field.memberName())
                            || field.memberName().equals("TableName"))) {
                field.set(part, value);
            }
        }
        return part;
    }

    /** Copies what is given into a builder of another type, member by member, where that has a member of the name. */
    static <B extends SdkPojo> B copy(SdkPojo from, B builder) {
        for (SdkField<?> field : from.sdkFields()) {
            Object value = field.getValueOrDefault(from);
            Optional<SdkField<?>> target = field(builder, field.memberName());
            if (isGiven(value)
                    && target.isPresent()
                    && target.get().marshallingType().equals(field.marshallingType())) {
                target.get().set(builder, converted(value, target.get()));
            }
        }
        return builder;
    }

    private static Object converted(Object value, SdkField<?> target) {
        if (value instanceof SdkPojo pojo && target.marshallingType() == MarshallingType.SDK_POJO) {
            return ((Buildable) copy(pojo, target.constructor().get())).build();
        }
        if (value instanceof List<?> list) {
            SdkField<?> member = target.getRequiredTrait(ListTrait.class).memberFieldInfo();
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(converted(item, member)));
            return items;
        }
        return value;
    }
}
