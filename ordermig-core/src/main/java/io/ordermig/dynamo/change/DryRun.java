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
        List<String> lines = new ArrayList<>();
        int number = 1;
        for (ChangePlan plan : plans) {
            lines.addAll(lines(plan, number));
            number += plan.calls().size();
        }
        return lines.isEmpty() ? "Nothing to change.\n" : String.join("\n", lines) + "\n";
    }

    /**
     * One plan for people.
     *
     * @param first the number of its first call
     */
    public static List<String> lines(ChangePlan plan, int first) {
        List<String> lines = new ArrayList<>();
        plan.alreadySo().forEach(sentence -> lines.add("Already so: " + sentence));
        plan.warnings().forEach(warning -> lines.add("Warning: " + warning));
        int number = first;
        for (PlannedCall call : plan.calls()) {
            lines.add(number++ + ". " + call.sentence() + ".");
            if (call.isDestructive()) {
                lines.add("   Destroys " + call.destroys() + ".");
            }
            RequestText.of(call.request()).lines().forEach(line -> lines.add("   " + line));
            lines.add("   Then waits until " + call.until().text() + ".");
        }
        for (Problem problem : plan.problems()) {
            problem.text(Vocabulary.NEUTRAL).lines().forEach(line -> lines.add("Not possible: " + line));
        }
        return lines;
    }
}
