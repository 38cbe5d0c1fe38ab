package io.ordermig.dynamo.change;

import io.ordermig.event.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The calls of one change: which is under way, which had their effect; and all who are told. */
final class CallRecord {

    private final WantedChange change;
    private final ChangeContext context;
    private final CallHooks hooks;
    private final BeforeDestruction destruction;
    private final List<PlannedCall> done = new ArrayList<>();
    private final Set<String> announced = new HashSet<>();
    private final Map<DynamoDbRequest, Integer> accepted = new HashMap<>();
    private Optional<PlannedCall> underWay = Optional.empty();
    private boolean certain;
    private Instant since = Instant.EPOCH;
    private Optional<ChangePlan> first = Optional.empty();

    CallRecord(WantedChange change, ChangeContext context, CallHooks hooks, BeforeDestruction destruction) {
        this.change = change;
        this.context = context;
        this.hooks = hooks;
        this.destruction = destruction;
    }

    /** A plan was made. The first one tells what was so before this run. */
    void planned(ChangePlan plan) {
        if (first.isEmpty()) {
            first = Optional.of(plan);
            plan.alreadySo()
                    .forEach(sentence -> context.events()
                            .publish(new RunEvent.TableAlreadySo(now(), change.table(), change.operation(), sentence)));
            plan.warnings().forEach(context.events()::warn);
        }
    }

    /** Announces what a call destroys; false when that was done before, such as for another slice of a batch. */
    boolean announce(PlannedCall call) {
        String what = call.operation() + " destroys " + call.destroys();
        if (!call.isDestructive() || announced.contains(what)) {
            return false;
        }
        destruction.announce(call);
        announced.add(what);
        return true;
    }

    /** A call is about to be made. From now on it may have its effect. */
    void begin(PlannedCall call) {
        hooks.before(call);
        boolean again = underWay.filter(call::equals).isPresent();
        if (!again) {
            since = now();
            context.events()
                    .publish(new RunEvent.TableCallStarted(now(), call.table(), call.operation(), call.sentence()));
        }
        underWay = Optional.of(call);
        certain = false;
    }

    /** DynamoDB took the call. */
    void accept(PlannedCall call) {
        certain = true;
        since = now();
        accepted.merge(call.request(), 1, Integer::sum);
    }

    /** DynamoDB did not take the call. */
    void drop() {
        underWay = Optional.empty();
    }

    /** The call under way has had its effect. */
    void finish() {
        underWay.ifPresent(call -> {
            underWay = Optional.empty();
            done.add(call);
            context.events()
                    .publish(new RunEvent.TableCallFinished(
                            now(), call.table(), call.operation(), call.sentence(), Duration.between(since, now())));
            hooks.after(call);
        });
    }

    Optional<PlannedCall> underWay() {
        return underWay;
    }

    /** Whether it is known that DynamoDB took the call under way. */
    boolean isCertain() {
        return certain;
    }

    Duration sinceAccepted() {
        return Duration.between(since, now());
    }

    int timesAccepted(PlannedCall call) {
        return accepted.getOrDefault(call.request(), 0);
    }

    boolean isDone(PlannedCall call) {
        return done.stream().anyMatch(each -> each.request().equals(call.request()));
    }

    List<String> sentencesDone() {
        return done.stream().map(PlannedCall::sentence).toList();
    }

    ChangeOutcome outcome() {
        return new ChangeOutcome(
                change,
                done,
                first.map(ChangePlan::alreadySo).orElse(List.of()),
                first.map(ChangePlan::warnings).orElse(List.of()));
    }

    private Instant now() {
        return context.clock().instant();
    }
}
