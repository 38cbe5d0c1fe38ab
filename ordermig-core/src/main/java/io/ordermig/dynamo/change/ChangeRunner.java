package io.ordermig.dynamo.change;

import io.ordermig.problem.OrdermigException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Carries out changes, one call after the other. Before each call the table is looked at and the change planned anew;
 * after it, the table and all its indexes are waited for. So a change that was stopped at any moment goes on where it
 * was when it is run again, and what is done is not done twice. Not thread-safe.
 *
 * <p>In a migration of several operations each one is run to its end before the next, and those of which
 * {@link CallHooks#after} has told, or whose outcome was returned, are not run again: a {@code CreateTable} does not
 * accept a table that a later operation has changed.
 */
public final class ChangeRunner {

    private final DynamoDbClient client;
    private final ChangeContext context;
    private final CallHooks hooks;
    private final BeforeDestruction destruction;

    /**
     * A runner.
     *
     * @param client calls DynamoDB, with limits for each call
     * @param hooks what happens around each call
     * @param destruction who is told before data is destroyed
     */
    public ChangeRunner(DynamoDbClient client, ChangeContext context, CallHooks hooks, BeforeDestruction destruction) {
        this.client = client;
        this.context = context;
        this.hooks = hooks;
        this.destruction = destruction;
    }

    /**
     * Brings a change about, and waits until it is complete.
     *
     * @throws OrdermigException when it cannot be done, or not within the budget, with what was done so far
     */
    public ChangeOutcome run(WantedChange change) {
        CallRecord record = new CallRecord(change, context, hooks, destruction);
        try {
            return change.writesItems()
                    ? new ItemRun(client, context, record).run(change)
                    : new TableRun(client, context, record).run(change);
        } catch (OrdermigException e) {
            throw ChangeProblems.after(e, record.sentencesDone(), record.underWay());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ChangeProblems.after(
                    ChangeProblems.interrupted(change, e), record.sentencesDone(), record.underWay());
        }
    }
}
