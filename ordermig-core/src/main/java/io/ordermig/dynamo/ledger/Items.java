package io.ordermig.dynamo.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How values of the ledger are written as items, and read. {@code docs/dynamo-ledger.md} describes the layout. */
final class Items {

    /** The partition key: what kind of item it is. */
    static final String KIND = "kind";

    /** The sort key: which one of its kind, in the order of the kind. */
    static final String ID = "id";

    /** The kind of the items of which there is one: schema, lock and baseline. */
    static final String LEDGER = "ledger";

    static final String MIGRATION = "migration";
    static final String AUDIT = "audit";
    static final String CHECKPOINT = "checkpoint";

    static final String SCHEMA_ID = "schema";
    static final String LOCK_ID = "lock";
    static final String BASELINE_ID = "baseline";

    /** Counts the changes of an item. */
    static final String REVISION = "revision";

    private Items() {}

    static Map<String, AttributeValue> key(String kind, String id) {
        return Map.of(KIND, text(kind), ID, text(id));
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static String text(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.s() == null ? "" : value.s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null || value.n() == null ? 0 : Long.parseLong(value.n());
    }

    static Map<String, AttributeValue> of(MigrationRow row) {
        ResolvedMigration migration = row.migration();
        MigrationRow.Work work = row.work();
        Map<String, AttributeValue> item =
                new HashMap<>(key(MIGRATION, migration.version().sortable()));
        item.put("version", text(migration.version().text()));
        item.put("description", text(migration.description()));
        item.put("script", text(migration.script()));
        item.put("format", text(migration.kind()));
        item.put("checksum", text(migration.checksum()));
        item.put("operations", number(migration.operations()));
        item.put("state", text(row.state().name()));
        put(item, work.runner());
        item.put("term", number(work.term()));
        item.put("started", text(work.started().toString()));
        work.finished().ifPresent(at -> {
            item.put("finished", text(at.toString()));
            item.put("durationMillis", number(work.took().toMillis()));
        });
        item.put("operationsDone", number(work.operationsDone()));
        if (!work.error().isEmpty()) {
            item.put("error", text(work.error()));
        }
        item.put(REVISION, number(row.revision()));
        return item;
    }

    static MigrationRow row(Map<String, AttributeValue> item) {
        String finished = text(item, "finished");
        return new MigrationRow(
                new ResolvedMigration(
                        Version.of(text(item, "version")),
                        text(item, "description"),
                        text(item, "script"),
                        text(item, "format"),
                        text(item, "checksum"),
                        (int) number(item, "operations")),
                RowState.valueOf(text(item, "state")),
                new MigrationRow.Work(
                        runner(item),
                        number(item, "term"),
                        Instant.parse(text(item, "started")),
                        finished.isEmpty() ? null : Instant.parse(finished),
                        (int) number(item, "operationsDone"),
                        text(item, "error")),
                number(item, REVISION));
    }

    static Map<String, AttributeValue> of(Baseline baseline) {
        Map<String, AttributeValue> item = new HashMap<>(key(LEDGER, BASELINE_ID));
        item.put("version", text(baseline.version().text()));
        item.put("description", text(baseline.description()));
        put(item, baseline.runner());
        item.put("at", text(baseline.at().toString()));
        return item;
    }

    static Baseline baseline(Map<String, AttributeValue> item) {
        return new Baseline(
                Version.of(text(item, "version")),
                text(item, "description"),
                runner(item),
                Instant.parse(text(item, "at")));
    }

    static Map<String, AttributeValue> of(AuditEntry entry, String id) {
        Map<String, AttributeValue> item = new HashMap<>(key(AUDIT, id));
        item.put("action", text(entry.action().name()));
        item.put("version", text(entry.version().text()));
        item.put("description", text(entry.description()));
        if (!entry.detail().isEmpty()) {
            item.put("detail", text(entry.detail()));
        }
        put(item, entry.runner());
        item.put("at", text(entry.at().toString()));
        return item;
    }

    static AuditEntry audit(Map<String, AttributeValue> item) {
        return new AuditEntry(
                AuditEntry.Action.valueOf(text(item, "action")),
                Version.of(text(item, "version")),
                text(item, "description"),
                text(item, "detail"),
                runner(item),
                Instant.parse(text(item, "at")));
    }

    /** Who holds the lock; empty when it is free. */
    static Optional<Holder> holder(Map<String, AttributeValue> item) {
        return item.containsKey(LockItem.TOKEN)
                ? Optional.of(new Holder(
                        runner(item),
                        Instant.parse(text(item, "since")),
                        number(item, "term"),
                        Duration.ofMillis(number(item, "leaseMillis"))))
                : Optional.empty();
    }

    static void put(Map<String, AttributeValue> item, Runner runner) {
        item.put("run", text(runner.run()));
        item.put("host", text(runner.host()));
        item.put("user", text(runner.user()));
    }

    private static Runner runner(Map<String, AttributeValue> item) {
        return new Runner(text(item, "run"), text(item, "host"), text(item, "user"));
    }
}
