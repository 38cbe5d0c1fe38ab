package io.ordermig.restore.rds;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * What an instance or cluster says, in three of its tags, of the restore that it is a part of. By it the next run finds
 * what was begun, and two runs tell each other apart.
 *
 * @param source the identifier of what is taken back
 * @param started when the restore was begun, to the second
 * @param replaces the resource id of what is replaced; empty when there was nothing left to replace
 * @param from the snapshot; or the moment, as {@link #TIME} or {@link #LATEST} and an instant
 * @param runner who is at it; empty when it is done
 */
record Mark(String source, Instant started, String replaces, String from, Optional<Runner> runner) {

    static final String TIME = "time:";
    static final String LATEST = "latest:";

    private static final String OF = "ordermig:restore-of";
    private static final String FROM = "ordermig:restore-from";
    private static final String BY = "ordermig:restore-by";
    private static final String NOTHING = "-";
    private static final String DONE = "done";

    private static final String TAKER = "ordermig:replaced-by";

    /**
     * A run that is at it.
     *
     * @param run its id
     * @param who the account and the machine it runs on
     * @param sign when it last gave a sign
     */
    record Runner(String run, String who, Instant sign) {

        /** For people. */
        String title() {
            return "run " + run + " of " + who;
        }
    }

    /** What the tags say; empty when they say nothing of the kind. */
    static Optional<Mark> of(Map<String, String> tags) {
        String[] of = tags.getOrDefault(OF, "").split(" ");
        String from = tags.getOrDefault(FROM, "");
        String[] by = tags.getOrDefault(BY, "").split(" ");
        if (of.length != 3 || from.isEmpty()) {
            return Optional.empty();
        }
        try {
            Optional<Runner> runner = by.length == 3 && !by[0].equals(DONE)
                    ? Optional.of(new Runner(by[0], by[1], Instant.parse(by[2])))
                    : Optional.empty();
            return Optional.of(new Mark(of[0], Instant.parse(of[1]), of[2].equals(NOTHING) ? "" : of[2], from, runner));
        } catch (DateTimeException notOurs) {
            return Optional.empty();
        }
    }

    /** The tags that say it. */
    List<Tag> tags() {
        String by =
                runner.map(at -> at.run() + " " + at.who() + " " + at.sign()).orElse(DONE);
        return List.of(
                tag(OF, source + " " + started + " " + (replaces.isEmpty() ? NOTHING : replaces)),
                tag(FROM, from),
                tag(BY, by));
    }

    /** The same, with another run at it. */
    Mark by(Runner next) {
        return new Mark(source, started, replaces, from, Optional.of(next));
    }

    /** The same when it has ended. */
    Mark done() {
        return new Mark(source, started, replaces, from, Optional.empty());
    }

    boolean isDone() {
        return runner.isEmpty();
    }

    /** The moment that the data are of, when it is a point in time. */
    Optional<Instant> moment() {
        return from.startsWith(TIME) || from.startsWith(LATEST)
                ? Optional.of(Instant.parse(from.substring(from.indexOf(':') + 1)))
                : Optional.empty();
    }

    /** What the old one is tagged with while the new one takes its name, and has none itself for a moment. */
    static List<Tag> replacedBy(String resource) {
        return List.of(tag(TAKER, resource));
    }

    /** What the old one is tagged with when the new one has its name. */
    static List<Tag> replacedForGood() {
        return replacedBy(DONE);
    }

    /** The resource id of the one that is taking the name; empty when none is. */
    static Optional<String> taker(Map<String, String> tags) {
        return Optional.ofNullable(tags.get(TAKER)).filter(resource -> !resource.equals(DONE));
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
