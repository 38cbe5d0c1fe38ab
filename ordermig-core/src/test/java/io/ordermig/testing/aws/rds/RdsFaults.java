package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.SimulatedError;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What a test lets go wrong. Thread-safe. */
public final class RdsFaults {

    private final Map<String, Deque<SimulatedError>> errors = new HashMap<>();
    private final Set<String> unusableKeys = new HashSet<>();
    private int failingSnapshots;
    private int failingClusterSnapshots;
    private String nextRestoreEndsAs = Phases.AVAILABLE;
    private boolean noCapacity;
    private boolean noStorageQuota;
    private boolean newNameAvailableTooEarly;

    /** The next snapshot of an instance ends as {@code failed}. */
    public synchronized RdsFaults failNextSnapshot() {
        failingSnapshots++;
        return this;
    }

    /** The next snapshot of a cluster ends as {@code failed}. */
    public synchronized RdsFaults failNextClusterSnapshot() {
        failingClusterSnapshots++;
        return this;
    }

    /** The next restored instance or cluster is not {@code available} in the end, but {@code restore-error} and so on. */
    public synchronized RdsFaults nextRestoreEndsAs(String status) {
        nextRestoreEndsAs = status;
        return this;
    }

    /** New instances are refused with {@code InsufficientDBInstanceCapacity}, clusters likewise. */
    public synchronized RdsFaults insufficientCapacity(boolean insufficient) {
        noCapacity = insufficient;
        return this;
    }

    /** New instances are refused with {@code StorageQuotaExceeded}. */
    public synchronized RdsFaults storageQuotaExceeded(boolean exceeded) {
        noStorageQuota = exceeded;
        return this;
    }

    /** A KMS key is disabled or out of reach: {@code KMSKeyNotAccessibleFault}. */
    public synchronized RdsFaults kmsKeyUnusable(String key) {
        unusableKeys.add(key);
        return this;
    }

    /** The KMS key is usable again. */
    public synchronized RdsFaults kmsKeyUsable(String key) {
        unusableKeys.remove(key);
        return this;
    }

    /**
     * In a rename, the new name answers {@code available} at first, then {@code rebooting}, then {@code available} for
     * good (a waiter on the status alone returns too early).
     */
    public synchronized RdsFaults newNameAvailableTooEarly(boolean tooEarly) {
        newNameAvailableTooEarly = tooEarly;
        return this;
    }

    /** The next call of an operation is answered with an error, such as {@code Throttling}; may be said repeatedly. */
    public synchronized RdsFaults failNext(String operation, int status, String code, String message) {
        errors.computeIfAbsent(operation, key -> new ArrayDeque<>()).add(new SimulatedError(status, code, message));
        return this;
    }

    synchronized void throwFor(String operation) {
        Deque<SimulatedError> planned = errors.get(operation);
        SimulatedError error = planned == null ? null : planned.poll();
        if (error != null) {
            throw error;
        }
    }

    synchronized boolean snapshotFails() {
        return failingSnapshots > 0 && failingSnapshots-- > 0;
    }

    synchronized boolean clusterSnapshotFails() {
        return failingClusterSnapshots > 0 && failingClusterSnapshots-- > 0;
    }

    synchronized String restoreEndsAs() {
        String status = nextRestoreEndsAs;
        nextRestoreEndsAs = Phases.AVAILABLE;
        return status;
    }

    synchronized boolean isNewNameAvailableTooEarly() {
        return newNameAvailableTooEarly;
    }

    synchronized void checkCapacity(String instanceClass) {
        if (noCapacity) {
            throw RdsErrors.insufficientInstanceCapacity(instanceClass);
        }
        if (noStorageQuota) {
            throw RdsErrors.quota("StorageQuotaExceeded", "The storage quota of the account is used up.");
        }
    }

    synchronized void checkClusterCapacity() {
        if (noCapacity) {
            throw RdsErrors.quota(
                    "InsufficientDBClusterCapacityFault", "There is not enough capacity for the DB cluster.");
        }
        if (noStorageQuota) {
            throw RdsErrors.quota("StorageQuotaExceeded", "The storage quota of the account is used up.");
        }
    }

    synchronized void checkKey(String key) {
        if (key != null && unusableKeys.contains(key)) {
            throw RdsErrors.kmsKeyNotAccessible(key);
        }
    }
}
