package io.ordermig.restore.rds;

import java.time.Instant;
import java.util.Optional;

/** From when to when automated backups reach; both empty when there are none. */
record BackupWindow(Optional<Instant> earliest, Optional<Instant> latest) {

    static final BackupWindow NONE = new BackupWindow(Optional.empty(), Optional.empty());

    boolean contains(Instant moment) {
        return latest.isPresent()
                && !moment.isAfter(latest.get())
                && (earliest.isEmpty() || !moment.isBefore(earliest.get()));
    }
}
