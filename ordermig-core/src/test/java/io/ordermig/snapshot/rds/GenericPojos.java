package io.ordermig.snapshot.rds;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Values of the SDK with every member set, whatever members there are. */
final class GenericPojos {

    private int next;

    private GenericPojos() {}

    /** Sets every member of a builder, and of all that it consists of, to a value that no other member has. */
    static <B extends SdkPojo> B filled(B builder) {
        new GenericPojos().fill(builder);
        return builder;
    }

    private void fill(SdkPojo builder) {
        for (SdkField<?> field : builder.sdkFields()) {
            field.set(builder, value(field));
        }
    }

    private Object value(SdkField<?> field) {
        next++;
        return switch (field.marshallingType().getKnownType()) {
            case STRING -> field.memberName() + " \"" + next + "\" ü";
            case INTEGER -> next;
            case LONG -> next + (1L << 40);
            case DOUBLE -> next + 0.5;
            case FLOAT -> next + 0.25f;
            case BOOLEAN -> next % 2 == 0;
            case INSTANT -> Instant.ofEpochSecond(1_700_000_000L + next, next * 1_000_000L);
            case SDK_POJO -> {
                SdkPojo inner = field.constructor().get();
                fill(inner);
                yield ((Buildable) inner).build();
            }
            case LIST -> {
                SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
                yield List.of(value(member), value(member));
            }
            case MAP ->
                Map.of("key", value(field.getRequiredTrait(MapTrait.class).valueFieldInfo()));
            default -> throw new IllegalArgumentException("no value for " + field.marshallingType());
        };
    }
}
