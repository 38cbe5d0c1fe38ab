package io.ordermig.testing.aws.rds;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** The operations that the simulator answers, by their names in the API. */
final class Operations {

    private final Map<String, Function<SdkPojo, SdkPojo>> byName = new HashMap<>();

    /** Registers an operation. */
    <Q extends SdkPojo> void on(String operation, Class<Q> type, Function<Q, SdkPojo> answer) {
        byName.put(operation, request -> answer.apply(type.cast(request)));
    }

    /** Answers a request. */
    SdkPojo answer(String operation, SdkPojo request) {
        Function<SdkPojo, SdkPojo> answer = byName.get(operation);
        if (answer == null) {
            throw new UnsupportedOperationException("The simulated RDS does not know " + operation + ".");
        }
        return answer.apply(request);
    }
}
