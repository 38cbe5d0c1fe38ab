package io.ordermig.snapshot.copy;

import io.ordermig.postgres.HistoryState;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a copy says of itself: the comment on it. The first line is the mark; the comment of the source follows, so that
 * it can be put back.
 *
 * @param run the run that made the copy
 * @param source the name of the source
 * @param oid what the server knew the source by
 * @param started when it was begun, by the server's clock
 * @param version the version of the schema in it; absent when nobody had asked
 * @param connectionLimit how many sessions the source took; -1 for any number
 * @param comment the comment of the source; empty for none
 * @param putAside what took the place of the database, when it is one that a restore has put aside; {@code started} is
 *     when that was
 */
public record CopyMark(
        String run,
        String environment,
        String source,
        long oid,
        Instant started,
        Optional<String> version,
        int connectionLimit,
        String comment,
        Optional<PutAside> putAside) {

    private static final String HEAD = "ordermig restore point";

    /**
     * What took the place of a database.
     *
     * @param by the name that it had before
     * @param oid what the server knows it by
     * @param verified whether it was asked since, and answered as it should
     * @param comment its comment of before, which it gets back if it is taken out again
     */
    public record PutAside(String by, long oid, boolean verified, String comment) {}

    /** The same mark, saying something else of what took the place. */
    public CopyMark with(PutAside other) {
        return new CopyMark(
                run, environment, source, oid, started, version, connectionLimit, comment, Optional.of(other));
    }

    /** The comment. */
    public String text() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("run", run);
        values.put("environment", environment);
        values.put("source", source);
        values.put("oid", Long.toString(oid));
        values.put("started", started.toString());
        version.ifPresent(known -> values.put("version", known));
        values.put("limit", Integer.toString(connectionLimit));
        putAside.ifPresent(other -> {
            values.put("restored-from", other.by());
            values.put("restored-oid", Long.toString(other.oid()));
            values.put("verified", Boolean.toString(other.verified()));
            values.put("restored-comment", other.comment());
        });
        String line = values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining(" ", HEAD + " ", ""));
        return comment.isEmpty() ? line : line + "\n" + comment;
    }

    /** What a comment says; empty when it is not a mark. What later versions may add is passed over. */
    public static Optional<CopyMark> parse(String comment) {
        int end = comment.indexOf('\n');
        String line = end < 0 ? comment : comment.substring(0, end);
        if (!line.startsWith(HEAD + " ")) {
            return Optional.empty();
        }
        try {
            Map<String, String> values = new LinkedHashMap<>();
            for (String pair : line.substring(HEAD.length() + 1).split(" ")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    values.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
            return Optional.of(new CopyMark(
                    values.getOrDefault("run", ""),
                    values.getOrDefault("environment", ""),
                    values.getOrDefault("source", ""),
                    Long.parseLong(values.getOrDefault("oid", "")),
                    Instant.parse(values.getOrDefault("started", "")),
                    Optional.ofNullable(values.get("version")),
                    Integer.parseInt(values.getOrDefault("limit", "-1")),
                    end < 0 ? "" : comment.substring(end + 1),
                    putAside(values)));
        } catch (IllegalArgumentException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    private static Optional<PutAside> putAside(Map<String, String> values) {
        return Optional.ofNullable(values.get("restored-from"))
                .map(by -> new PutAside(
                        by,
                        Long.parseLong(values.getOrDefault("restored-oid", "")),
                        Boolean.parseBoolean(values.get("verified")),
                        values.getOrDefault("restored-comment", "")));
    }

    /** Whether the copy is one of that very database, with everything that was ever applied to it. */
    boolean holds(CopySource database, HistoryState state, Instant serverNow) {
        return oid == database.oid()
                && version.map(state.version()::equals).orElse(true)
                && state.unchangedFor(Duration.between(started, serverNow));
    }
}
