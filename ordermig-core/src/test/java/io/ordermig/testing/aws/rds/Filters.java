package io.ordermig.testing.aws.rds;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import software.amazon.awssdk.services.rds.model.Filter;

/** The filters of a Describe call: several values of one are alternatives, several filters must all hold. */
final class Filters<T> {

    private final Map<String, Function<T, String>> known = new HashMap<>();

    /** Adds a filter on a text of the resource. */
    Filters<T> on(String name, Function<T, String> text) {
        known.put(name, text);
        return this;
    }

    /** Refuses what this call does not know. */
    void check(List<Filter> filters) {
        for (Filter filter : filters) {
            if (!known.containsKey(filter.name())) {
                throw RdsErrors.invalidValue("Unrecognized filter name: " + filter.name());
            }
            if (filter.values().isEmpty()) {
                throw RdsErrors.invalidValue("The filter " + filter.name() + " has no values.");
            }
        }
    }

    /** Whether all of them hold. */
    boolean matches(T resource, List<Filter> filters) {
        return filters.stream().allMatch(filter -> {
            String text = known.get(filter.name()).apply(resource);
            return text != null
                    && filter.values().stream()
                            .map(value -> Names.fromArn(value).toLowerCase(Locale.ROOT))
                            .anyMatch(text.toLowerCase(Locale.ROOT)::equals);
        });
    }
}
