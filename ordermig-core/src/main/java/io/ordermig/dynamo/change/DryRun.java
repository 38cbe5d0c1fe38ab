package io.ordermig.dynamo.change;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Vocabulary;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What changes would come to, against the tables as they are. Reads, and changes nothing. Each change is planned from
 * the state that those before it would leave, so that a table which is not created yet can be altered.
 */
public final class DryRun {

    private final LiveTables tables;
    private final ChangePlanner planner;
    private final Clock clock;

    /**
     * A dry run.
     *
     * @param client reads the tables
     */
    public DryRun(DynamoDbClient client, Clock clock) {
        this.tables = new LiveTables(client);
        this.planner = new ChangePlanner(clock);
        this.clock = clock;
    }

    /**
     * The plans, one for each change and in their order. Those with problems are among them.
     *
     * @throws OrdermigException when the tables cannot be read
     */
    public List<ChangePlan> plans(List<WantedChange> changes) {
        Map<String, LiveTable> foreseen = new HashMap<>();
        List<ChangePlan> plans = new ArrayList<>();
        for (WantedChange change : changes) {
            change.tables().forEach(table -> foreseen.put(table, known(table, change, foreseen)));
            ChangePlan plan = planner.plan(change, foreseen);
            plan.calls()
                    .forEach(call -> foreseen.computeIfPresent(
                            call.table(), (table, live) -> Foreseen.after(live, call.request(), clock.instant())));
            plans.add(plan);
        }
        return plans;
    }

    private LiveTable known(String table, WantedChange change, Map<String, LiveTable> foreseen) {
        LiveTable before = foreseen.get(table);
        if (before == null) {
            return tables.read(table, change.aspects());
        }
        if (before.table().isEmpty() || change.aspects().isEmpty()) {
            return before;
        }
        // What was not asked for yet, of a table that is there; what is foreseen already, stays.
        LiveTable live = tables.read(table, change.aspects());
        return new LiveTable(
                table,
                before.table(),
                before.timeToLive().or(live::timeToLive),
                before.pointInTime().or(live::pointInTime),
                before.tags().or(live::tags));
    }

    /** Plans for people: for each call a sentence, the line of the AWS CLI that does the same, and what is waited for. */
    public static String text(List<ChangePlan> plans) {
        StringBuilder text = new StringBuilder();
        int number = 0;
        for (ChangePlan plan : plans) {
            for (String sentence : plan.alreadySo()) {
                text.append("Already so: ").append(sentence).append('\n');
            }
            for (String warning : plan.warnings()) {
                text.append("Warning: ").append(warning).append('\n');
            }
            for (PlannedCall call : plan.calls()) {
                number++;
                text.append(number).append(". ").append(call.sentence()).append(".\n");
                if (call.isDestructive()) {
                    text.append("   Destroys ").append(call.destroys()).append(".\n");
                }
                RequestText.of(call.request())
                        .lines()
                        .forEach(line -> text.append("   ").append(line).append('\n'));
                text.append("   Then waits until ").append(call.until().text()).append(".\n");
            }
            for (Problem problem : plan.problems()) {
                text.append("Not possible: ")
                        .append(problem.text(Vocabulary.NEUTRAL))
                        .append('\n');
            }
        }
        return text.isEmpty() ? "Nothing to change.\n" : text.toString();
    }
}
