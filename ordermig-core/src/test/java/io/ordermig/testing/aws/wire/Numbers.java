package io.ordermig.testing.aws.wire;

import java.math.BigDecimal;
import software.amazon.awssdk.core.protocol.MarshallingType;

/** Numbers of the type that a field wants. */
final class Numbers {

    private Numbers() {}

    static Number of(MarshallingType<?> type, BigDecimal number) {
        if (type == MarshallingType.INTEGER) {
            return number.intValueExact();
        }
        if (type == MarshallingType.LONG) {
            return number.longValueExact();
        }
        if (type == MarshallingType.SHORT) {
            return number.shortValueExact();
        }
        if (type == MarshallingType.BYTE) {
            return number.byteValueExact();
        }
        if (type == MarshallingType.FLOAT) {
            return number.floatValue();
        }
        if (type == MarshallingType.DOUBLE) {
            return number.doubleValue();
        }
        if (type == MarshallingType.BIG_DECIMAL) {
            return number;
        }
        throw new IllegalArgumentException("a number where the model says " + type.getTargetClass());
    }
}
