package io.ordermig.restore.copy;

import io.ordermig.snapshot.copy.CopyMark;

/**
 * What shows that a database is restored already.
 *
 * @param mark the mark of the database that was put aside; of the restored one itself, where there was none to put aside
 * @param old the name of the database that was put aside; empty for none
 */
record Restored(CopyMark mark, String old) {

    /** What took the place. */
    CopyMark.PutAside by() {
        return mark.putAside().orElseThrow();
    }

    boolean isVerified() {
        return by().verified();
    }
}
