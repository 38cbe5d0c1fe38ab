package io.ordermig.restore.rds;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * Gives the members of a restored Aurora cluster the names that those of the old one had. The clusters have swapped theirs
 * by then, so that the endpoints of the cluster lead to the new one already. Each member is rebooted by it: those of the old
 * cluster all at once, as nobody uses them; those of the new one after the other, the one that writes last. For one use.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html">ModifyDBInstance</a>
 */
final class MemberSwap {

    private final Clusters clusters;
    private final RdsPlan plan;
    private final RestoreWatch watch;
    private final Clock clock;
    private final Supplier<Situation> look;
    private boolean changed;

    /**
     * What is left of it to do.
     *
     * @param look at the clusters
     */
    MemberSwap(Clusters clusters, RdsPlan plan, RestoreWatch watch, Clock clock, Supplier<Situation> look) {
        this.clusters = clusters;
        this.plan = plan;
        this.watch = watch;
        this.clock = clock;
        this.look = look;
    }

    /**
     * Does it.
     *
     * @param old the resource id of the old cluster, which may be gone
     * @param made that of the new one
     * @return whether all had their names already
     */
    boolean carryOut(String old, String made) {
        watch.persist(look).ofResource(old).ifPresent(this::leave);
        for (String name : inOrder(made)) {
            find(made, name)
                    .filter(member -> !member.dbInstanceIdentifier().equals(name))
                    .ifPresent(member -> {
                        changed = true;
                        renaming().until(member.dbiResourceId(), member.dbInstanceIdentifier(), name);
                    });
        }
        return !changed;
    }

    /** One that is renamed. */
    private record Leaving(Renaming renaming, DBInstance member, String to) {
        boolean isDone() {
            return renaming.look(member.dbiResourceId(), member.dbInstanceIdentifier(), to)
                    .isPresent();
        }
    }

    private void leave(RdsResource old) {
        String end = RestoreNames.end(plan.replaced());
        List<Leaving> leaving = new ArrayList<>();
        for (DBInstance member : old.settings().instances()) {
            String name = member.dbInstanceIdentifier();
            if (!RestoreNames.end(name).equals(end)) {
                leaving.add(new Leaving(renaming(), member, RestoreNames.withEnd(name, end)));
                changed = true;
            }
        }
        watch.until(() -> {
            leaving.removeIf(Leaving::isDone);
            return leaving.isEmpty() ? Optional.of(old) : Optional.empty();
        });
    }

    /** The names that there were, that of what writes now last. */
    private List<String> inOrder(String made) {
        Optional<RdsResource> cluster = watch.persist(look).ofResource(made);
        Set<String> writers = cluster.map(found -> ClusterMembers.writers(
                        Objects.requireNonNull(found.settings().cluster(), "cluster")))
                .orElse(Set.of());
        return names(cluster.map(found -> found.settings().instances()).orElse(List.of())).stream()
                .sorted(Comparator.comparing((String name) ->
                                writers.stream().anyMatch(writer -> RestoreNames.isOfMember(writer, name)))
                        .thenComparing(name -> name))
                .toList();
    }

    /** Those that were captured; and those that only the new ones tell of, because the old ones have none at the moment. */
    private Set<String> names(List<DBInstance> made) {
        Set<String> names = plan.origin().wanted().instances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .collect(Collectors.toCollection(TreeSet::new));
        for (DBInstance member : made) {
            String name = member.dbInstanceIdentifier();
            if (names.stream().noneMatch(known -> RestoreNames.isOfMember(name, known))) {
                names.add(
                        name.substring(0, name.length() - RestoreNames.end(name).length()));
            }
        }
        return names;
    }

    /** A member by one of its names: it has neither in the middle of a rename that an earlier run has asked for. */
    private Optional<DBInstance> find(String made, String name) {
        Instant begun = clock.instant();
        return watch.until(() -> {
            Optional<DBInstance> found =
                    look
                            .get()
                            .ofResource(made)
                            .map(cluster -> cluster.settings().instances())
                            .orElse(List.of())
                            .stream()
                            .filter(member -> RestoreNames.isOfMember(member.dbInstanceIdentifier(), name))
                            .findFirst();
            boolean isOver = found.isPresent() || !clock.instant().isBefore(begun.plus(Renaming.GONE));
            return isOver ? Optional.of(found) : Optional.empty();
        });
    }

    private Renaming renaming() {
        Supplier<Situation> members = () -> new Situation(plan.plan().source(), clusters.members());
        return new Renaming(new Instances(clusters.rds()), members, watch, clock);
    }
}
