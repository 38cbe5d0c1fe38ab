package io.ordermig.testing.aws.rds;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;
import software.amazon.awssdk.services.rds.model.SourceType;

/**
 * The events of the last 14 days (User Guide, "Amazon RDS event categories and event messages"). They follow the name
 * that a resource had when they happened, not the resource. The answer of DescribeEvents has no event id; a test can
 * ask the simulator for the ids.
 */
final class Events {

    private static final Duration KEPT = Duration.ofDays(14);

    /** What happens, with its id. */
    enum Kind {
        CREATING_SNAPSHOT("RDS-EVENT-0040", SourceType.DB_SNAPSHOT, "creation", "Creating manual snapshot"),
        SNAPSHOT_DELETED("RDS-EVENT-0041", SourceType.DB_SNAPSHOT, "deletion", "Deleted user snapshot"),
        SNAPSHOT_CREATED("RDS-EVENT-0042", SourceType.DB_SNAPSHOT, "creation", "Manual snapshot created"),
        RESTORED("RDS-EVENT-0043", SourceType.DB_SNAPSHOT, "restoration", "Restored from snapshot %s"),
        CREATING_CLUSTER_SNAPSHOT(
                "RDS-EVENT-0074", SourceType.DB_CLUSTER_SNAPSHOT, "backup", "Creating manual cluster snapshot"),
        CLUSTER_SNAPSHOT_CREATED(
                "RDS-EVENT-0075", SourceType.DB_CLUSTER_SNAPSHOT, "backup", "Manual cluster snapshot created"),
        CLUSTER_RENAMED("RDS-EVENT-0172", SourceType.DB_CLUSTER, "notification", "Renamed cluster from %s to %s"),
        CREATED("RDS-EVENT-0005", SourceType.DB_INSTANCE, "creation", "DB instance created"),
        DELETED("RDS-EVENT-0003", SourceType.DB_INSTANCE, "deletion", "DB instance deleted"),
        RESTARTED("RDS-EVENT-0006", SourceType.DB_INSTANCE, "availability", "DB instance restarted"),
        RESTORED_TO_TIME("RDS-EVENT-0019", SourceType.DB_INSTANCE, "restoration", "Restored from DB instance %s to %s");

        private final String id;
        private final SourceType source;
        private final String category;
        private final String message;

        Kind(String id, SourceType source, String category, String message) {
            this.id = id;
            this.source = source;
            this.category = category;
            this.message = message;
        }
    }

    private record Happened(Kind kind, Event event) {}

    private final RdsAccount account;
    private final List<Happened> happened = new ArrayList<>();

    Events(RdsAccount account) {
        this.account = account;
    }

    void register(Operations operations) {
        operations.on("DescribeEvents", DescribeEventsRequest.class, this::describe);
    }

    /** Something happens to a resource. */
    void add(Kind kind, String identifier, Object... words) {
        String arnKind = switch (kind.source) {
            case DB_SNAPSHOT -> "snapshot";
            case DB_CLUSTER_SNAPSHOT -> "cluster-snapshot";
            case DB_CLUSTER -> "cluster";
            default -> "db";
        };
        happened.add(new Happened(
                kind,
                Event.builder()
                        .sourceIdentifier(identifier)
                        .sourceType(kind.source)
                        .sourceArn(account.arn(arnKind, identifier))
                        .eventCategories(kind.category)
                        .message(String.format(Locale.ROOT, kind.message, words))
                        .date(account.timeline.now())
                        .build()));
    }

    /** The ids of all events of a resource, in order. */
    List<String> ids(String identifier) {
        return happened.stream()
                .filter(one -> one.event().sourceIdentifier().equals(identifier))
                .map(one -> one.kind().id)
                .toList();
    }

    private SdkPojo describe(DescribeEventsRequest request) {
        if (request.sourceIdentifier() != null && request.sourceType() == null) {
            throw RdsErrors.invalidCombination("SourceType must be given with SourceIdentifier.");
        }
        Instant end = request.endTime() == null ? account.timeline.now() : request.endTime();
        Instant start = request.startTime() == null
                ? end.minus(Duration.ofMinutes(request.duration() == null ? 60 : request.duration()))
                : request.startTime();
        Instant oldest = account.timeline.now().minus(KEPT);
        NavigableMap<String, Event> found = new TreeMap<>();
        for (int i = 0; i < happened.size(); i++) {
            Event event = happened.get(i).event();
            boolean inTime = !event.date().isBefore(start)
                    && !event.date().isAfter(end)
                    && !event.date().isBefore(oldest);
            if (inTime && asked(event, request)) {
                found.put(String.format(Locale.ROOT, "%09d", i), event);
            }
        }
        Page<Event> page = Page.of(found, request.maxRecords(), request.marker(), account.longestPage);
        return DescribeEventsResponse.builder()
                .events(page.items())
                .marker(page.marker())
                .build();
    }

    private static boolean asked(Event event, DescribeEventsRequest request) {
        return (request.sourceType() == null || request.sourceType() == event.sourceType())
                && (request.sourceIdentifier() == null
                        || request.sourceIdentifier().equalsIgnoreCase(event.sourceIdentifier()))
                && (request.eventCategories().isEmpty()
                        || event.eventCategories().stream().anyMatch(request.eventCategories()::contains));
    }
}
