package io.ordermig.testing.aws;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Values of the SDK's types of which every member is set, each to something else. */
final class FilledPojos {

    /** Some types hold themselves. */
    private static final int DEEPEST = 6;

    /** Not on the wire: RDS's client makes a signed URL of it. */
    private static final String SOURCE_REGION = "SourceRegion";

    private int number;

    private FilledPojos() {}

    static SdkPojo filled(Class<? extends SdkPojo> type) {
        try {
            SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
            return new FilledPojos().fill(builder, 0);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(type.getName(), e);
        }
    }

    private SdkPojo fill(SdkPojo builder, int depth) {
        for (SdkField<?> field : builder.sdkFields()) {
            if (!field.memberName().equals(SOURCE_REGION)) {
                value(field, depth).ifPresent(value -> field.set(builder, value));
            }
        }
        return (SdkPojo) ((Buildable) builder).build();
    }

    private Optional<Object> value(SdkField<?> field, int depth) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            return depth == DEEPEST
                    ? Optional.empty()
                    : Optional.of(fill(field.constructor().get(), depth + 1));
        }
        if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            return value(member, depth)
                    .map(first -> List.of(first, value(member, depth).orElse(first)));
        }
        if (type == MarshallingType.MAP) {
            SdkField<?> member = field.getTrait(MapTrait.class).valueFieldInfo();
            return value(member, depth).map(first -> Map.of("key <1>", first, "key 2", first));
        }
        return Optional.of(scalar(type));
    }

    private Object scalar(MarshallingType<?> type) {
        number++;
        Map<MarshallingType<?>, Object> values = Map.of(
                MarshallingType.STRING,
                "text " + number + " <&> \"ü\" +%=",
                MarshallingType.INTEGER,
                number,
                MarshallingType.LONG,
                5_000_000_000L + number,
                MarshallingType.FLOAT,
                number + 0.1f,
                MarshallingType.DOUBLE,
                number + 0.1,
                MarshallingType.BIG_DECIMAL,
                new BigDecimal(number + ".25"),
                MarshallingType.BOOLEAN,
                true,
                MarshallingType.INSTANT,
                Instant.ofEpochMilli(1_900_000_000_123L + number),
                MarshallingType.SDK_BYTES,
                SdkBytes.fromUtf8String("bytes " + number));
        return Optional.ofNullable(values.get(type))
                .orElseThrow(() -> new IllegalArgumentException("No example of " + type.getTargetClass()));
    }
}
