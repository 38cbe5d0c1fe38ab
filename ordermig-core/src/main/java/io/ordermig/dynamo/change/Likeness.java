package io.ordermig.dynamo.change;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;

/** Whether something is as wanted, as far as its description tells. */
enum Likeness {
    /** All that is wanted is described so. */
    SAME,
    /** Something is described otherwise. */
    DIFFERENT,
    /** What is described is as wanted; something is not described. */
    UNKNOWN;

    /** What a number or flag that is not described stands for: DynamoDB leaves out what is off and what has no limit. */
    private static final Set<Object> OFF = Set.of(false, 0, 0L, -1, -1L);

    /**
     * Compares the members that are wanted with those of the same name; what is not wanted does not count.
     *
     * @param live the description; empty when there is none
     * @param ignored members that do not count either
     */
    static Likeness of(SdkPojo wanted, Optional<? extends SdkPojo> live, Set<String> ignored) {
        Likeness result = SAME;
        for (Map.Entry<String, Object> member : Members.given(wanted).entrySet()) {
            if (!ignored.contains(member.getKey())) {
                result = result.and(ofMember(member.getKey(), member.getValue(), live));
            }
        }
        return result;
    }

    static Likeness of(SdkPojo wanted, Optional<? extends SdkPojo> live) {
        return of(wanted, live, Set.of());
    }

    private static Likeness ofMember(String name, Object wanted, Optional<? extends SdkPojo> live) {
        if (live.isPresent() && Members.field(live.get(), name).isEmpty()) {
            return UNKNOWN;
        }
        return ofValue(wanted, live.flatMap(pojo -> Members.value(pojo, name)));
    }

    static Likeness ofValue(Object wanted, Optional<Object> live) {
        if (wanted instanceof SdkPojo pojo) {
            return of(pojo, live.map(SdkPojo.class::cast));
        }
        if (live.isEmpty()) {
            return when(OFF.contains(wanted) || (wanted instanceof List<?> list && list.isEmpty()));
        }
        if (wanted instanceof List<?> list && live.get() instanceof List<?> other) {
            return ofLists(list, other);
        }
        return when(wanted.equals(live.get()));
    }

    /** Texts are a set, such as the attributes of a projection; all else, such as the parts of a key, has an order. */
    private static Likeness ofLists(List<?> wanted, List<?> live) {
        boolean texts = wanted.stream().allMatch(String.class::isInstance);
        return when(texts ? new HashSet<>(wanted).equals(new HashSet<>(live)) : wanted.equals(live));
    }

    private static Likeness when(boolean same) {
        return same ? SAME : DIFFERENT;
    }

    Likeness and(Likeness other) {
        if (this == DIFFERENT || other == DIFFERENT) {
            return DIFFERENT;
        }
        return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : SAME;
    }
}
