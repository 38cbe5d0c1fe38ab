package io.ordermig.testing.aws;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that a service carries out, each with the type of its request. */
final class Operations {

    private final Map<String, Function<SdkPojo, SdkPojo>> operations = new HashMap<>();

    private final String service;

    Operations(String service) {
        this.service = service;
    }

    /** Another one; the SDK's model of the service must have it, with that request. */
    <T extends SdkPojo> Operations on(String operation, Class<T> request, Function<T, SdkPojo> answer) {
        boolean known = Directory.model(service)
                .operation(operation)
                .filter(model -> model.request() == request)
                .isPresent();
        if (!known) {
            throw new IllegalArgumentException(
                    service + " has no operation " + operation + " with a " + request.getSimpleName() + ".");
        }
        operations.put(operation, pojo -> answer.apply(request.cast(pojo)));
        return this;
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
