package io.ordermig.snapshot;

import io.ordermig.event.RestorePoint;

/**
 * A restore point in a listing.
 *
 * @param point which one
 * @param state its state, in the words of whoever keeps it, such as {@code available}
 * @param usable whether it can be restored from now
 * @param percent how much of it is done; -1 when it does not say
 * @param bytes its size, as far as it is known: of a snapshot, the storage of the instance; 0 when it is not known
 * @param engine engine and version, such as {@code postgres 17.4}
 * @param origin who made it
 * @param environment the environment it was taken in; empty when it is not ordermig's
 * @param schemaVersion the version of the schema in it; empty when that is not known
 */
public record ListedPoint(
        RestorePoint point,
        String state,
        boolean usable,
        int percent,
        long bytes,
        String engine,
        Origin origin,
        String environment,
        String schemaVersion) {

    /** Who makes restore points. */
    public enum Origin {
        /** ordermig, which alone may remove it. */
        ORDERMIG,
        /** A person, or another program. */
        MANUAL,
        /** RDS or AWS Backup, on a schedule. */
        AUTOMATED
    }
}
