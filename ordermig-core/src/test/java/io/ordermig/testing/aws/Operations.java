package io.ordermig.testing.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that a service carries out, each with the type of its request. */
final class Operations {

    private final Map<String, Function<SdkPojo, SdkPojo>> operations = new HashMap<>();

    <T> Operations on(String operation, Class<T> request, Function<T, SdkPojo> answer) {
        operations.put(operation, pojo -> answer.apply(request.cast(pojo)));
        return this;
    }

    Set<String> names() {
        return Set.copyOf(operations.keySet());
    }

    SdkPojo answer(String operation, SdkPojo request) {
        return operations
                .getOrDefault(operation, pojo -> notSimulated(operation))
                .apply(request);
    }

    private static SdkPojo notSimulated(String operation) {
        throw new UnsupportedOperationException(operation + " is not simulated.");
    }
}
