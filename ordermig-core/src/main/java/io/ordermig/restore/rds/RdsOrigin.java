package io.ordermig.restore.rds;

import io.ordermig.event.RestorePlan;
import io.ordermig.snapshot.rds.CapturedSettings;
import java.util.List;

/**
 * What data are taken back to, found.
 *
 * @param origin for people
 * @param from as a {@link Mark} has it
 * @param resource the resource id of what the backups are of
 * @param own whether ordermig says that it is of the source
 * @param wanted what the source was like
 * @param notices what to know about it
 */
record RdsOrigin(
        RestorePlan.Origin origin,
        String from,
        String resource,
        boolean own,
        CapturedSettings wanted,
        List<String> notices) {

    RdsOrigin {
        notices = List.copyOf(notices);
    }

    /** Whether the members of a cluster have names of their own, as those of Aurora do. */
    boolean membersAreRenamed() {
        return wanted.cluster() != null && ClusterSettings.isAurora(wanted.cluster());
    }
}
