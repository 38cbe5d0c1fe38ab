package io.ordermig.restore.rds;

import io.ordermig.event.RestorePlan;
import java.util.List;
import java.util.Optional;

/**
 * A restore of RDS that is planned.
 *
 * @param plan for people
 * @param stages what each of its steps is
 * @param origin what data are taken back to
 * @param made the name of the new one until it serves
 * @param replaced the name of the old one when it does not serve any more
 * @param lastSnapshot the name of the last snapshot of what is deleted; empty when none is taken
 * @param begun what an earlier run has begun
 */
record RdsPlan(
        RestorePlan plan,
        List<Stage> stages,
        RdsOrigin origin,
        String made,
        String replaced,
        String lastSnapshot,
        Optional<RdsResource> begun) {

    RdsPlan {
        stages = List.copyOf(stages);
    }
}
