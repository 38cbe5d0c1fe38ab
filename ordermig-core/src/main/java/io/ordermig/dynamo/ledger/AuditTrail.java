package io.ordermig.dynamo.ledger;

import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** Makes entries of the trail. Their order is that of the lock's terms, which no clock can disturb. */
final class AuditTrail {

    private final FencedWrites writes;
    private final Clock clock;

    /** Of the whole JVM: a term belongs to one run, which may have several of these. */
    private static final AtomicLong NEXT = new AtomicLong();

    AuditTrail(FencedWrites writes, Clock clock) {
        this.writes = writes;
        this.clock = clock;
    }

    /** An entry, to be written together with what it tells of. */
    TransactWriteItem entry(AuditEntry.Action action, ResolvedMigration migration, String detail) {
        return entry(action, migration.version(), migration.description(), detail);
    }

    TransactWriteItem entry(AuditEntry.Action action, Version version, String description, String detail) {
        Holder holder = writes.lock().holder();
        String id = String.format(Locale.ROOT, "%012d-%09d", holder.term(), NEXT.incrementAndGet());
        AuditEntry entry = new AuditEntry(action, version, description, detail, holder.runner(), clock.instant());
        return writes.putNew(Items.of(entry, id));
    }
}
