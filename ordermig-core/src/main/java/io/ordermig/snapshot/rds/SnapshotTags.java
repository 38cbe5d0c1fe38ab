package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;
import io.ordermig.snapshot.SnapshotContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The tags of a snapshot of ordermig's: some for people and for finding it again, and the settings that it does not
 * carry itself. A snapshot has room for 50 tags, those included that RDS copies from the instance (User Guide, "Tagging
 * Amazon RDS resources").
 *
 * @param tags all of them
 * @param missing what found no room: {@code settings}, or the {@code tags} of the source; empty when all is there
 */
record SnapshotTags(List<Tag> tags, String missing) {

    static final String MANAGED = "ordermig:managed";
    static final String RUN = "ordermig:run";
    static final String ENVIRONMENT = "ordermig:environment";
    static final String SOURCE = "ordermig:source";
    static final String STARTED = "ordermig:started";
    static final String SCHEMA_VERSION = "ordermig:schema-version";

    private static final String OURS = "ordermig:";
    private static final int MOST = 50;
    private static final int LONGEST_VALUE = 256;
    private static final String NOT_ALLOWED = "[^\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";

    SnapshotTags {
        tags = List.copyOf(tags);
    }

    /** The tags of a snapshot that is about to be taken. */
    static SnapshotTags of(
            RestorePoint point, SnapshotContext context, String schemaVersion, CapturedSettings settings) {
        List<Tag> copied = settings.copiesTags() ? settings.ownTags() : List.of();
        CapturedSettings own = settings.withTags(SnapshotTags::settable);
        // What RDS copies onto the snapshot need not be there twice.
        CapturedSettings lean = settings.copiesTags() ? own.withOwnTags(List.of()) : own;
        List<Tag> readable = readable(point, context, schemaVersion);
        List<Tag> all = with(readable, SettingsTags.pack(lean));
        if (count(all, copied) <= MOST) {
            return new SnapshotTags(all, "");
        }
        all = with(readable, SettingsTags.pack(own.withTags(tags -> List.of())));
        if (count(all, copied) <= MOST) {
            return new SnapshotTags(all, "tags");
        }
        return new SnapshotTags(with(readable, List.of(SettingsTags.none())), "settings");
    }

    /** The settings that tags carry; empty when they are not there as a whole. */
    static Optional<CapturedSettings> settings(Map<String, String> tags) {
        List<Tag> all = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return SettingsTags.read(tags)
                .map(settings -> settings.copiesTags() ? settings.withOwnTags(settable(all)) : settings);
    }

    /** Without AWS's own tags, which nobody can set, and without ordermig's, which are of one snapshot alone. */
    private static List<Tag> settable(List<Tag> tags) {
        return tags.stream()
                .filter(tag -> !tag.key().startsWith(OURS) && !isReserved(tag.key()))
                .toList();
    }

    private static List<Tag> with(List<Tag> some, List<Tag> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static List<Tag> readable(RestorePoint point, SnapshotContext context, String schemaVersion) {
        List<Tag> tags = new ArrayList<>();
        add(tags, MANAGED, "true");
        add(tags, RUN, context.run());
        add(tags, ENVIRONMENT, context.environment());
        add(tags, SOURCE, point.source());
        add(tags, STARTED, point.started().toString());
        add(tags, SCHEMA_VERSION, schemaVersion);
        return tags;
    }

    private static void add(List<Tag> tags, String key, String value) {
        String fit = fit(value);
        if (!fit.isEmpty()) {
            tags.add(Tag.builder().key(key).value(fit).build());
        }
    }

    /** A value in the signs that tags may have; others become {@code _}. */
    static String fit(String value) {
        String allowed = value.replaceAll(NOT_ALLOWED, "_").strip();
        String folded = allowed.toLowerCase(Locale.ROOT);
        if (folded.startsWith("aws:") || folded.startsWith("rds:")) {
            allowed = "_" + allowed;
        }
        int signs = Math.min(LONGEST_VALUE, allowed.codePointCount(0, allowed.length()));
        return allowed.substring(0, allowed.offsetByCodePoints(0, signs));
    }

    private static boolean isReserved(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:");
    }

    private static int count(List<Tag> ours, List<Tag> copied) {
        Set<String> keys = Stream.concat(ours.stream(), copied.stream())
                .map(Tag::key)
                .filter(key -> !isReserved(key))
                .collect(Collectors.toSet());
        return keys.size();
    }
}
