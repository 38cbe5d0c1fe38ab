package io.ordermig.restore.rds;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.restore.RestoreContext;
import io.ordermig.restore.RestoreProblem;
import io.ordermig.snapshot.rds.SourceState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.Tag;

/** Carries a planned restore out, stage by stage. Each stage looks first how far it has come already. For one use. */
final class RdsRun {

    private static final int MOST_TAGS = 50;
    private static final Duration SWAP = Duration.ofHours(2);

    private final RestoreContext context;
    private final RdsResources resources;
    private final Questions questions;
    private final RdsPlan plan;
    private final String source;
    private final Ownership ownership;
    private RestoreWatch watch;
    private final Effects effects;
    private final List<Difference> accepted = new ArrayList<>();
    private Optional<RdsResource> old = Optional.empty();
    private @Nullable RdsResource made;
    private @Nullable Instant missing;

    RdsRun(RestoreContext context, RdsResources resources, Questions questions, RdsPlan plan) {
        this.context = context;
        this.resources = resources;
        this.questions = questions;
        this.plan = plan;
        this.source = plan.plan().source();
        this.ownership = new Ownership(context, resources);
        this.watch = new RestoreWatch(
                context, context.config().timeout(), plan.plan().steps().get(0), ownership::sign);
        this.effects = new Effects(clock(), source, plan.made(), plan.replaced());
    }

    Aftermath carryOut() {
        Instant begun = clock().instant();
        try {
            join();
            for (int i = 0; i < plan.stages().size(); i++) {
                step(i + 1, plan.plan().steps().get(i), plan.stages().get(i));
            }
            tagOld(Mark.replacedForGood());
            List<Tag> done = made().mark().orElseThrow().done().tags();
            watch.persist(() -> {
                resources.tag(made().arn(), done);
                return done;
            });
            Aftermath aftermath = new AftermathText(plan, resources.noun(), made(), old, accepted).aftermath();
            publish(new RunEvent.RestoreFinished(
                    clock().instant(), aftermath, Duration.between(begun, clock().instant()), effects.outage()));
            return aftermath;
        } catch (OrdermigException e) {
            throw effects.told(e);
        }
    }

    private void step(int number, RestorePlan.Step step, Stage stage) {
        watch.step(number, step);
        publish(new RunEvent.RestoreStepStarted(clock().instant(), number, step));
        boolean alreadySo = switch (stage) {
            case DELETE -> delete();
            case RESTORE -> restore();
            case SETTLE -> settle();
            case COMPARE -> compare();
            case VERIFY -> verify();
            case LEAVE -> leave();
            case ENTER -> enter();
            case MEMBERS -> members();
            case ENDPOINT -> endpoint();
        };
        publish(new RunEvent.RestoreStepFinished(clock().instant(), number, step, alreadySo, watch.waited()));
    }

    /** Goes on with what an earlier run has begun, when that run is gone. */
    private void join() {
        if (plan.begun().isPresent()) {
            RdsResource begun = plan.begun().get();
            ownership.take(begun, () -> situation().ofResource(begun.resource()), watch);
            if (!begun.isToBeDeleted()) {
                made = begun;
                joined(begun);
            }
        }
    }

    private void joined(RdsResource begun) {
        if (plan.made().equals(source)) {
            effects.made();
        } else if (begun.identifier().equals(source)) {
            effects.entered();
        } else if (watch.persist(this::situation).serving().isEmpty()) {
            effects.outageBegins();
            effects.leaving();
        } else {
            effects.made();
        }
    }

    private static boolean isUnfinished(RdsResource marked) {
        return marked.mark().filter(mark -> !mark.isDone()).isPresent();
    }

    private boolean delete() {
        Optional<RdsResource> first = watch.persist(() -> resources.named(source));
        if (first.isEmpty() || (isUnfinished(first.get()) && !first.get().isToBeDeleted())) {
            return true;
        }
        RdsResource present = first.get();
        if (!isUnfinished(present)) {
            Mark mark = mark(present.resource());
            watch.persist(() -> {
                resources.tag(present.arn(), mark.tags());
                return mark;
            });
        }
        Instant started = watch.persist(() -> resources.named(source))
                .flatMap(RdsResource::mark)
                .map(Mark::started)
                .orElse(mark("").started());
        String last = context.config().finalSnapshot() ? RestoreNames.lastSnapshot(source, started) : "";
        watch.until(() -> {
            Optional<RdsResource> there = resources.named(source);
            if (there.isEmpty() || !there.get().resource().equals(present.resource())) {
                return Optional.of(present);
            }
            ownership.seen(there.get());
            if (!there.get().state().equals("deleting")) {
                effects.outageBegins();
                effects.deleted(last);
                watch.ask(() -> resources.delete(there.get(), last));
            }
            watch.tell(source + " is " + there.get().state());
            return Optional.empty();
        });
        return false;
    }

    private Mark mark(String replaces) {
        Instant started = plan.begun()
                .flatMap(RdsResource::mark)
                .map(Mark::started)
                .orElseGet(() -> clock().instant().truncatedTo(ChronoUnit.SECONDS));
        return new Mark(source, started, replaces, plan.origin().from(), Optional.of(ownership.self()));
    }

    private boolean restore() {
        boolean there = made != null;
        if (!there) {
            Optional<RdsResource> serving = watch.persist(() -> resources.named(source));
            Mark mark = mark(serving.map(RdsResource::resource).orElse(""));
            List<Tag> tags = tags(mark);
            made = watch.until(() -> {
                Optional<RdsResource> seen = resources.named(plan.made());
                if (seen.isEmpty()) {
                    effects.made();
                    watch.ask(() -> make(tags));
                    watch.tell(plan.made() + " is asked for");
                }
                seen.ifPresent(this::requireOurs);
                return seen;
            });
            refuseRivals();
        }
        made = watch.until(() -> live().filter(live -> {
            failIfStuck(live);
            watch.tell(live.identifier() + " is " + live.state());
            boolean moves =
                    live.state().equals("renaming") || live.pending().stream().anyMatch(Renaming::isName);
            return !live.host().isEmpty() && !live.state().equals("creating") && !moves;
        }));
        return there;
    }

    private void make(List<Tag> tags) {
        RdsOrigin origin = plan.origin();
        if (origin.origin().point().isPresent()) {
            resources.restore(plan.made(), origin.from(), origin.wanted(), tags);
        } else {
            resources.restore(plan.made(), origin.resource(), origin.origin().time(), origin.wanted(), tags);
        }
    }

    /** The mark, and as many of the source's own tags as there is room for; the others follow when it is settled. */
    private List<Tag> tags(Mark mark) {
        List<Tag> tags = new ArrayList<>(mark.tags());
        InstanceSettings.ownTags(plan.origin().wanted().ownTags()).stream()
                .limit(MOST_TAGS - tags.size())
                .forEach(tags::add);
        return tags;
    }

    private void requireOurs(RdsResource seen) {
        if (seen.mark().filter(mark -> mark.source().equals(source)).isEmpty()) {
            throw new OrdermigException(Problem.of(
                            RestoreProblem.NAME_TAKEN,
                            "The name " + plan.made() + " is needed, and another " + resources.noun() + " has it.")
                    .where(plan.made())
                    .fix("Rename or delete it, if it is not needed any more.")
                    .build());
        }
        ownership.seen(seen);
    }

    /** Two runs that restore from different points ask for different names: then the one that began first goes on. */
    private void refuseRivals() {
        RdsResource first =
                watch.persist(this::situation).unfinished().stream().findFirst().orElse(made());
        if (!first.resource().equals(made().resource())) {
            throw new OrdermigException(Refusals.unfinishedOther(resources.noun(), first));
        }
    }

    private boolean settle() {
        if (hasEntered()) {
            return true;
        }
        Settled tried = new Settled(clock(), context.config().accepted());
        made = watch.until(() -> live().filter(live -> {
            failIfStuck(live);
            Optional<String> doing = resources.improve(live, plan.origin().wanted(), tried);
            doing.ifPresent(what -> watch.tell(live.identifier() + " " + what));
            return doing.isEmpty();
        }));
        return false;
    }

    private boolean compare() {
        RdsResource live = watch.until(this::live);
        List<Difference> refused = new ArrayList<>();
        for (Difference difference : resources.differences(live, plan.origin().wanted())) {
            if (context.config().accepted().contains(difference.name())) {
                accepted.add(difference);
            } else {
                refused.add(difference);
            }
        }
        if (hasEntered()) {
            return true;
        }
        if (!refused.isEmpty()) {
            throw Refusals.differ(live, refused);
        }
        return false;
    }

    private boolean verify() {
        if (hasEntered()) {
            return true;
        }
        Ownership.Signing signs = ownership.signing();
        try {
            questions.ask(made());
        } finally {
            signs.close();
        }
        return false;
    }

    /** Whether the new one serves already, after which nothing of it is changed any more. */
    private boolean hasEntered() {
        return made().identifier().equals(source) && !plan.made().equals(source);
    }

    private boolean leave() {
        String replaces = made().mark().orElseThrow().replaces();
        // Nobody serves from here on until the new one does, so that the budget of before is no reason to stop in
        // between.
        watch = watch.renewed(SWAP);
        Situation before = watch.persist(this::situation);
        before.ofResource(replaces)
                .filter(each -> each.identifier().equals(source))
                .filter(each -> each.pending().stream().noneMatch(Renaming::isName))
                .filter(each -> !each.pending().isEmpty())
                .ifPresent(changed -> {
                    throw new OrdermigException(Refusals.pendingChanges(resources.noun(), changed));
                });
        boolean there = before.ofResource(replaces)
                .filter(each -> each.identifier().equals(plan.replaced()))
                .isPresent();
        effects.outageBegins();
        effects.leaving();
        try {
            old = renaming().until(replaces, source, plan.replaced());
        } catch (OrdermigException e) {
            if (!isOnItsWay(replaces, source)) {
                effects.stays();
            }
            throw e;
        }
        return there;
    }

    private boolean enter() {
        boolean there = hasEntered();
        String resource = made().resource();
        Renaming renaming = renaming();
        if (!there) {
            tagOld(Mark.replacedBy(resource));
        }
        try {
            made = renaming.until(resource, plan.made(), source)
                    .orElseThrow(() -> Refusals.failed(made(), "It was deleted while it was renamed."));
            effects.entered();
            return there;
        } catch (OrdermigException e) {
            if (e.problem().code() == RestoreProblem.INTERRUPTED || isOnItsWay(resource, plan.made())) {
                throw e;
            }
            throw new TakingBack(context, resources, plan, old, ownership::sign).after(e, this::situation);
        }
    }

    private void tagOld(List<Tag> tags) {
        old.ifPresent(there -> watch.persist(() -> {
            resources.tag(there.arn(), tags);
            return there;
        }));
    }

    /** Whether RDS has begun to give something another name than that, so that it cannot be stopped. */
    private boolean isOnItsWay(String resource, String name) {
        try {
            Optional<RdsResource> seen = situation().ofResource(resource);
            return seen.filter(each -> each.identifier().equals(name)
                            && each.pending().stream().noneMatch(Renaming::isName)
                            && !each.state().equals("renaming"))
                    .isEmpty();
        } catch (OrdermigException unknown) {
            return true;
        }
    }

    private Renaming renaming() {
        return new Renaming(resources, this::situation, watch, clock());
    }

    private boolean endpoint() {
        made = watch.until(() -> live().filter(live -> !live.host().isEmpty()));
        questions.reach(made(), watch);
        effects.outageEnds();
        return false;
    }

    private boolean members() {
        String replaced = made().mark().map(Mark::replaces).orElse("");
        watch = watch.renewed(context.config().timeout());
        boolean there = new MemberSwap((Clusters) resources, plan, watch, clock(), this::situation)
                .carryOut(replaced, made().resource());
        made = watch.until(this::live);
        old = watch.persist(this::situation).ofResource(replaced);
        questions.reach(made(), watch);
        return there;
    }

    private void failIfStuck(RdsResource live) {
        SourceState.advice(live.state(), resources.noun(), live.identifier()).ifPresent(advice -> {
            throw Refusals.failed(live, advice);
        });
    }

    private RdsResource made() {
        if (made == null) {
            throw new IllegalStateException("nothing is made yet");
        }
        return made;
    }

    /** The new one, as it is now; empty while its name changes, as that of what an earlier run has renamed may. */
    private Optional<RdsResource> live() {
        Optional<RdsResource> live = situation().ofResource(made().resource());
        Instant since = live.isPresent() || missing == null ? clock().instant() : missing;
        missing = live.isPresent() ? null : since;
        if (live.isEmpty()) {
            watch.tell(made().identifier() + " has no name for the moment");
            if (!clock().instant().isBefore(since.plus(Renaming.GONE))) {
                throw Refusals.gone(made());
            }
        }
        return live;
    }

    private Situation situation() {
        Situation now = new Situation(source, resources.all());
        if (made != null) {
            now.ofResource(made.resource()).ifPresent(ownership::seen);
        }
        return now;
    }

    private Clock clock() {
        return context.snapshots().clock();
    }

    private void publish(RunEvent event) {
        context.snapshots().events().publish(event);
    }
}
