package io.ordermig.restore.rds;

import io.ordermig.snapshot.rds.CapturedSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBClusterMember;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * The members that an Aurora cluster had, and those that the new one has in their place. Those of a Multi-AZ cluster are
 * not told apart: RDS makes them and names them, and the cluster decides everything about them.
 *
 * @param live the new cluster, as it is now
 * @param wanted what the old one was like
 */
record ClusterMembers(CapturedSettings live, CapturedSettings wanted) {

    /** One that is there, and what it was like. */
    record Pair(DBInstance now, DBInstance then) {

        /** What the names of its settings begin with. */
        String prefix() {
            return then.dbInstanceIdentifier() + "/";
        }
    }

    private boolean isAurora() {
        return ClusterSettings.isAurora(Objects.requireNonNull(wanted.cluster(), "cluster"));
    }

    /** Those that are there. */
    List<Pair> present() {
        List<Pair> present = new ArrayList<>();
        captured().forEach(then -> now(then).ifPresent(now -> present.add(new Pair(now, then))));
        return present;
    }

    /** Those that are to be made, the one that wrote first. */
    List<DBInstance> missing() {
        return captured().stream().filter(then -> now(then).isEmpty()).toList();
    }

    /** Those that were not there before. */
    List<DBInstance> extra() {
        Set<String> known = present().stream()
                .map(pair -> pair.now().dbInstanceIdentifier())
                .collect(Collectors.toSet());
        return isAurora()
                ? live.instances().stream()
                        .filter(now -> !known.contains(now.dbInstanceIdentifier()))
                        .toList()
                : List.of();
    }

    /** Those that there were, the one that wrote first, the others as they were to be promoted. */
    private List<DBInstance> captured() {
        if (!isAurora()) {
            return List.of();
        }
        Set<String> writers = writers(Objects.requireNonNull(wanted.cluster()));
        return wanted.instances().stream()
                .sorted(Comparator.comparing((DBInstance then) -> !writers.contains(then.dbInstanceIdentifier()))
                        .thenComparing(then -> then.promotionTier() == null ? 1 : then.promotionTier())
                        .thenComparing(DBInstance::dbInstanceIdentifier))
                .toList();
    }

    private Optional<DBInstance> now(DBInstance then) {
        String name = then.dbInstanceIdentifier();
        return live.instances().stream()
                .filter(now -> RestoreNames.isOfMember(now.dbInstanceIdentifier(), name))
                .min(Comparator.comparing(
                        (DBInstance now) -> !now.dbInstanceIdentifier().equals(name)));
    }

    /** The name of the member that writes; there is one as a rule. */
    static Set<String> writers(DBCluster cluster) {
        return cluster.dbClusterMembers().stream()
                .filter(member -> Boolean.TRUE.equals(member.isClusterWriter()))
                .map(DBClusterMember::dbInstanceIdentifier)
                .collect(Collectors.toSet());
    }
}
