package io.ordermig.event;

import java.time.Instant;

/**
 * Names one restore point in events and in the report.
 *
 * @param kind what it is
 * @param id its identifier: of the snapshot, or the name of the copy or of the backup
 * @param source what it is a restore point of: the identifier of the instance or cluster, or
 *     the name of the database or table
 * @param started when it was asked for, to the second
 */
public record RestorePoint(Kind kind, String id, String source, Instant started) {

    /** What restore points are. */
    public enum Kind {
        /** A snapshot of an RDS instance. */
        DB_SNAPSHOT("snapshot"),
        /** A snapshot of an Aurora or Multi-AZ cluster. */
        DB_CLUSTER_SNAPSHOT("cluster snapshot"),
        /** A copy of a database on the same server. */
        DATABASE_COPY("copy"),
        /** A backup of a DynamoDB table. */
        TABLE_BACKUP("backup");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        /** For people. */
        public String noun() {
            return noun;
        }
    }

    /** For people: {@code snapshot pre-migration-orders-20260301101500 of orders}. */
    public String title() {
        return kind.noun() + " " + id + " of " + source;
    }
}
