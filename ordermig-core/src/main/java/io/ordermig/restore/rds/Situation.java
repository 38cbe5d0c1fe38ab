package io.ordermig.restore.rds;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How things are.
 *
 * @param source the identifier of what is taken back
 * @param all all there are of its kind
 */
record Situation(String source, List<RdsResource> all) {

    /** Who has the name now. */
    Optional<RdsResource> serving() {
        return named(source);
    }

    Optional<RdsResource> named(String identifier) {
        return all.stream().filter(each -> each.identifier().equals(identifier)).findFirst();
    }

    Optional<RdsResource> ofResource(String resource) {
        return all.stream().filter(each -> each.resource().equals(resource)).findFirst();
    }

    /** What restores of the source have made, or marked for deletion, and are not done with; the earliest begun first. */
    List<RdsResource> unfinished() {
        return all.stream()
                .filter(each -> each.mark()
                        .filter(mark -> mark.source().equals(source) && !mark.isDone())
                        .isPresent())
                .sorted(Comparator.comparing((RdsResource each) -> mark(each).started())
                        .thenComparing(RdsResource::identifier))
                .toList();
    }

    private static Mark mark(RdsResource marked) {
        return marked.mark().orElseThrow();
    }

    /** What serves, when a restore that has ended made it. */
    Optional<RdsResource> restored() {
        return serving()
                .filter(each -> each.mark()
                        .filter(mark -> mark.source().equals(source) && mark.isDone())
                        .isPresent());
    }

    /** Whether nobody has the name because the one that is taking it has no name at all for a moment. */
    boolean isChangingHands() {
        return serving().isEmpty()
                && all.stream()
                        .filter(each -> each.identifier().contains("-old-"))
                        .flatMap(each -> Mark.taker(each.tags()).stream())
                        .anyMatch(taker -> ofResource(taker).isEmpty());
    }

    /** The replicas of the one that serves, by name. */
    List<String> replicas() {
        return serving().map(RdsResource::replicas).orElse(List.of());
    }
}
