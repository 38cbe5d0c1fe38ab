package io.ordermig.restore.rds;

import io.ordermig.aws.Polling;
import io.ordermig.config.RestoreConfig;
import io.ordermig.config.RestoreConfig.Strategy;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RestorePlan.Span;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.RestoreContext;
import io.ordermig.snapshot.SnapshotContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a restore of RDS, for what there is and for what an earlier run has begun. */
final class Planner {

    private final RestoreContext context;
    private final RdsResources resources;
    private final OriginFinder origins;
    private final String source;

    Planner(RestoreContext context, RdsResources resources, OriginFinder origins, String source) {
        this.context = context;
        this.resources = resources;
        this.origins = origins;
        this.source = source;
    }

    /** The plan; throws with all that stands in the way. */
    RdsPlan plan() {
        RestoreConfig config = context.config();
        Situation now = look();
        Optional<RdsResource> begun = begun(now);
        RdsOrigin origin = origins.find(now, begun.flatMap(RdsResource::mark));
        Instant started = begun.flatMap(RdsResource::mark)
                .map(Mark::started)
                .orElseGet(() -> context.snapshots().clock().instant().truncatedTo(ChronoUnit.SECONDS));
        boolean replaces = config.strategy() == Strategy.REPLACE;
        boolean gone = replaced(now, begun).isEmpty();
        String made = replaces || gone
                ? source
                : RestoreNames.made(source, origin.origin().time());
        String replaced = RestoreNames.replaced(source, started);
        String last = replaces && config.finalSnapshot() ? RestoreNames.lastSnapshot(source, started) : "";
        if (isRestored(now, origin)) {
            return new RdsPlan(
                    plan(origin, List.of(), List.of(), replaces), List.of(), origin, made, replaced, last, begun);
        }
        List<Problem> problems = new Preconditions(
                        resources,
                        config,
                        now,
                        origin,
                        begun,
                        context.snapshots().events()::warn)
                .problems(made, replaced);
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        List<Stage> stages = stages(origin, replaces, gone, begun);
        Titles titles = new Titles(source, origin, made, replaced, last);
        List<RestorePlan.Step> steps = new ArrayList<>();
        Progress progress = new Progress(now, begun, source, made);
        for (Stage stage : stages) {
            boolean outage = gone || replaces || (stage.compareTo(Stage.LEAVE) >= 0 && stage != Stage.MEMBERS);
            steps.add(new RestorePlan.Step(titles.of(stage), stage.expected(), outage, progress.isDone(stage)));
        }
        return new RdsPlan(
                plan(origin, steps, notices(now, origin), replaces), stages, origin, made, replaced, last, begun);
    }

    /** How things are, when no name is between two owners. */
    private Situation look() {
        SnapshotContext run = context.snapshots();
        Polling polling =
                new Polling(run.clock(), run.sleeper(), run.config().waiting().pollInterval(), Renaming.GONE);
        Situation[] last = {new Situation(source, List.of())};
        boolean[] told = {false};
        try {
            return polling.until(() -> {
                        last[0] = new Situation(source, resources.all());
                        if (last[0].isChangingHands() && !told[0]) {
                            told[0] = true;
                            run.events()
                                    .warn("The restored " + resources.noun()
                                            + " is between two names; it is waited for.");
                        }
                        return last[0].isChangingHands() ? Optional.<Situation>empty() : Optional.of(last[0]);
                    })
                    .orElse(last[0]);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusals.interrupted(source, e);
        }
    }

    /** What an earlier run has begun that this one is to go on with. */
    private Optional<RdsResource> begun(Situation now) {
        RestoreConfig config = context.config();
        return now.unfinished().stream()
                .filter(each -> matches(each.mark().orElseThrow(), config))
                .filter(each -> each.isToBeDeleted() == (config.strategy() == Strategy.REPLACE)
                        || (each.identifier().equals(source) && !each.isToBeDeleted()))
                .findFirst();
    }

    private static boolean matches(Mark mark, RestoreConfig config) {
        if (config.time().isPresent()) {
            return config.time()
                    .get()
                    .at()
                    .map(at -> mark.from().equals(Mark.TIME + at.truncatedTo(ChronoUnit.SECONDS)))
                    .orElseGet(() -> mark.from().startsWith(Mark.LATEST));
        }
        return mark.moment().isEmpty()
                && (config.snapshot().isEmpty() || config.snapshot().equals(mark.from()));
    }

    private Optional<RdsResource> replaced(Situation now, Optional<RdsResource> begun) {
        Optional<Mark> mark = begun.flatMap(RdsResource::mark);
        if (mark.isEmpty()) {
            return now.serving();
        }
        // What is in the middle of a rename is not to be seen, and is there all the same.
        return mark.get().replaces().isEmpty() ? Optional.empty() : begun;
    }

    private boolean isRestored(Situation now, RdsOrigin origin) {
        return !context.config().again()
                && now.unfinished().isEmpty()
                && now.restored()
                        .flatMap(RdsResource::mark)
                        .filter(mark -> mark.from().equals(origin.from()))
                        .isPresent();
    }

    private static List<Stage> stages(RdsOrigin origin, boolean replaces, boolean gone, Optional<RdsResource> begun) {
        List<Stage> stages = new ArrayList<>();
        if (replaces && !gone && begun.filter(each -> !each.isToBeDeleted()).isEmpty()) {
            stages.add(Stage.DELETE);
        }
        stages.addAll(List.of(Stage.RESTORE, Stage.SETTLE, Stage.COMPARE, Stage.VERIFY));
        if (!replaces && !gone) {
            stages.addAll(List.of(Stage.LEAVE, Stage.ENTER));
        }
        stages.add(Stage.ENDPOINT);
        if (!replaces && !gone && origin.membersAreRenamed()) {
            stages.add(Stage.MEMBERS);
        }
        return stages;
    }

    private RestorePlan plan(RdsOrigin origin, List<RestorePlan.Step> steps, List<String> notices, boolean replaces) {
        Span outage = steps.stream()
                .filter(step -> step.outage() && !step.done())
                .map(RestorePlan.Step::expected)
                .reduce(Span.NONE, Span::plus);
        return new RestorePlan(
                source,
                resources.noun(),
                origin.origin(),
                replaces ? RestorePlan.Strategy.REPLACE : RestorePlan.Strategy.SWAP,
                steps,
                outage,
                notices);
    }

    private List<String> notices(Situation now, RdsOrigin origin) {
        List<String> notices = new ArrayList<>(origin.notices());
        notices.add(
                "What was written to " + source + " after " + origin.origin().time() + " is not in the new one.");
        if (!now.replicas().isEmpty()) {
            notices.add("Its read replicas stay with the old one: " + String.join(", ", now.replicas()) + ".");
        }
        if (origin.membersAreRenamed() && now.serving().isPresent()) {
            notices.add(
                    "The members swap their names when the cluster serves again. Each is rebooted by it, the one that"
                            + " writes last: for about a minute nobody can write then, and instance endpoints lead nowhere until"
                            + " theirs is done.");
        }
        if (now.serving().isEmpty()) {
            notices.add("There is no " + resources.noun() + " " + source
                    + " any more; nobody can use it until this is done.");
        }
        return notices;
    }
}
