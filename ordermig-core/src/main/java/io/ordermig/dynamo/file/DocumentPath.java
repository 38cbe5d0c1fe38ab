package io.ordermig.dynamo.file;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A path to a value of an item, with the attributes' own names.
 *
 * @param steps names of attributes, and indexes such as {@code [0]}
 */
record DocumentPath(List<String> steps) {

    DocumentPath {
        steps = List.copyOf(steps);
    }

    /** Whether the one is the other, or within it. */
    boolean overlaps(DocumentPath other) {
        int common = Math.min(steps.size(), other.steps.size());
        return steps.subList(0, common).equals(other.steps.subList(0, common));
    }

    /** Whether it leads through a list, whose indexes move. */
    boolean hasIndex() {
        return steps.stream().anyMatch(step -> step.startsWith("["));
    }

    @Override
    public String toString() {
        return steps.stream()
                .map(step -> step.startsWith("[") ? step : "." + step)
                .collect(Collectors.joining())
                .substring(1);
    }
}
