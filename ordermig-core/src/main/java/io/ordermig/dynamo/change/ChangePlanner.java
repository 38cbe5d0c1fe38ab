package io.ordermig.dynamo.change;

import java.time.Clock;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/**
 * Turns a wanted change into the calls that DynamoDB permits, from the state that the table is in. Calls nothing, and
 * changes nothing. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html">UpdateTable</a>
 */
public final class ChangePlanner {

    private final Clock clock;

    /**
     * A planner.
     *
     * @param clock the time, by which limits in a day are counted
     */
    public ChangePlanner(Clock clock) {
        this.clock = clock;
    }

    /**
     * Plans a change. Carrying out all its calls leaves a state in which the same change needs none.
     *
     * @param live the tables that the change names, by their names; one that is missing is taken for absent
     */
    public ChangePlan plan(WantedChange change, Map<String, LiveTable> live) {
        LiveTable table = live.getOrDefault(change.table(), LiveTable.absent(change.table()));
        PlanDraft draft = new PlanDraft(change, table, clock.instant());
        DynamoDbRequest request = change.request();
        if (request instanceof CreateTableRequest create) {
            new TableCreation(draft, create).plan();
        } else if (request instanceof BatchWriteItemRequest batch) {
            ItemWrites.plan(draft, batch, change.tables(), live);
        } else if (!change.operation().equals("DeleteTable") && table.standing().isEmpty()) {
            draft.problem(ChangeProblems.tableMissing(change.operation(), change.table()));
        } else if (request instanceof PutItemRequest put) {
            ItemWrites.plan(draft, put);
        } else if (request instanceof UpdateTableRequest update) {
            new TableUpdate(draft, update).plan();
        } else {
            SettingChanges.plan(draft, request);
        }
        return draft.finished();
    }
}
