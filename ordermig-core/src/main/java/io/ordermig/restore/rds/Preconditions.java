package io.ordermig.restore.rds;

import io.ordermig.aws.AwsProblem;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RestoreConfig.Strategy;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.rds.SourceState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks everything that could stop a restore before anything is changed, and finds all of it. */
final class Preconditions {

    private final RdsResources resources;
    private final RestoreConfig config;
    private final Situation now;
    private final RdsOrigin origin;
    private final Optional<RdsResource> begun;
    private final Consumer<String> warn;
    private final List<Problem> problems = new ArrayList<>();

    Preconditions(
            RdsResources resources,
            RestoreConfig config,
            Situation now,
            RdsOrigin origin,
            Optional<RdsResource> begun,
            Consumer<String> warn) {
        this.warn = warn;
        this.resources = resources;
        this.config = config;
        this.now = now;
        this.origin = origin;
        this.begun = begun;
    }

    /**
     * What stands in the way.
     *
     * @param made the name of the new one until it serves
     * @param replaced the name of the old one when it does not serve any more; empty when there is none to be renamed
     */
    List<Problem> problems(String made, String replaced) {
        now.unfinished().stream()
                .filter(each -> begun.filter(ours -> ours.resource().equals(each.resource()))
                        .isEmpty())
                .forEach(other -> problems.add(Refusals.unfinishedOther(resources.noun(), other)));
        boolean replaces = config.strategy() == Strategy.REPLACE;
        now.serving()
                .filter(serving -> begun.filter(ours -> ours.resource().equals(serving.resource()) && !replaces)
                        .isEmpty())
                .ifPresent(serving -> source(serving, replaces));
        if (!replaces) {
            name(made, begun.map(RdsResource::resource).orElse(""));
            String leaving = begun.flatMap(RdsResource::mark)
                    .map(Mark::replaces)
                    .orElseGet(() -> now.serving().map(RdsResource::resource).orElse(""));
            name(replaced, leaving);
        }
        otherSource();
        if (begun.isEmpty() && !replaces) {
            room();
        }
        return problems;
    }

    private void source(RdsResource serving, boolean replaces) {
        SourceState.advice(serving.state(), resources.noun(), serving.identifier())
                .filter(advice -> !replaces || serving.state().equals("stopped"))
                .ifPresent(advice -> problems.add(notReady(serving, advice, replaces)));
        // Another name is what an earlier run of this restore has asked for.
        boolean isOurs = begun.isPresent() && serving.pending().stream().allMatch(Renaming::isName);
        if (!serving.pending().isEmpty() && !isOurs) {
            problems.add(Refusals.pendingChanges(resources.noun(), serving));
        }
        if (replaces && serving.deletionProtected()) {
            problems.add(isProtected(serving));
        }
    }

    private Problem notReady(RdsResource serving, String advice, boolean replaces) {
        Problem.Builder problem = Problem.of(
                        RestoreProblem.SOURCE_NOT_READY,
                        "The " + resources.noun() + " " + serving.identifier() + " cannot be "
                                + (replaces ? "deleted" : "renamed") + " while it is " + serving.state() + ".")
                .where(serving.identifier())
                .fix(advice);
        if (!replaces) {
            problem.fix(Remedy.set("restoreStrategy", "replace", "to delete it first, if it cannot be mended"));
        }
        return problem.build();
    }

    private Problem isProtected(RdsResource serving) {
        String noun = resources.noun();
        return Problem.of(
                        RestoreProblem.DELETION_PROTECTED,
                        "The " + noun + " " + serving.identifier() + " is protected against deletion.")
                .where(serving.identifier())
                .fix("Leave restoreStrategy at swap, which deletes nothing.")
                .fix("Or take the protection off: aws rds modify-db-" + noun + " --db-" + noun + "-identifier "
                        + serving.identifier() + " --no-deletion-protection --apply-immediately")
                .build();
    }

    private void name(String name, String owner) {
        now.named(name)
                .filter(holder -> !holder.resource().equals(owner))
                .ifPresent(holder -> problems.add(Problem.of(
                                RestoreProblem.NAME_TAKEN,
                                "The name " + name + " is needed, and another " + resources.noun() + " has it.")
                        .where(name)
                        .detail("It is " + holder.state() + ", and bears no mark of a restore of " + now.source()
                                + " that is under way.")
                        .fix("Rename or delete it, if it is not needed any more.")
                        .build()));
    }

    /** What ordermig took says what of; of others, only what has the resource id of what serves, or served, is known. */
    private void otherSource() {
        boolean known = now.serving().isEmpty()
                || origin.own()
                || now.all().stream()
                        .filter(each -> each.identifier().equals(now.source())
                                || each.mark()
                                        .filter(mark -> mark.source().equals(now.source()))
                                        .isPresent())
                        .anyMatch(each -> each.resource().equals(origin.resource())
                                || each.mark()
                                        .filter(mark -> mark.replaces().equals(origin.resource()))
                                        .isPresent());
        if (!known) {
            String point = origin.origin().title();
            problems.add(Problem.of(RestoreProblem.OTHER_SOURCE, "The " + point + " is not one of it.")
                    .where("parameter snapshotId")
                    .detail("It was taken of the resource " + origin.resource() + "; " + now.source() + " is "
                            + now.serving().map(RdsResource::resource).orElse("") + ".")
                    .fix(Remedy.run("snapshots", "to see what there is"))
                    .fix("Or name what the snapshot is of, with dbInstanceId.")
                    .build());
        }
    }

    private void room() {
        int needed = origin.wanted().instances().size();
        known().filter(room -> room < needed)
                .ifPresent(room -> problems.add(Problem.of(
                                RestoreProblem.QUOTA,
                                "The account may have " + room + " instances more in the region, and a swap needs "
                                        + needed + ".")
                        .where(now.source())
                        .fix("Delete instances that nobody needs, or ask AWS for a higher quota, in Service Quotas.")
                        .fix(Remedy.set("restoreStrategy", "replace", "to delete the present one first"))
                        .build()));
    }

    /** Who may not look at quotas may restore all the same. */
    private Optional<Long> known() {
        try {
            return resources.room();
        } catch (OrdermigException e) {
            if (e.problem().code() != AwsProblem.ACCESS_DENIED) {
                throw e;
            }
            warn.accept("Whether there is room for another " + resources.noun() + " is not known. "
                    + e.problem().inShort());
            return Optional.empty();
        }
    }
}
