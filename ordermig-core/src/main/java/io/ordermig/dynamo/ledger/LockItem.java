package io.ordermig.dynamo.ledger;

import io.ordermig.aws.Aws;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The item that is the lock. Whoever gets the lock writes a token of their own into it, and a higher term; signs of life
 * count up its beat. Token and beat together are its record version. Each write says what it expects, in a way that a
 * write which is repeated because its answer was lost has the same result.
 */
final class LockItem {

    static final String TOKEN = "token";
    private static final String BEAT = "beat";
    private static final String TERM = "term";

    private static final Map<String, AttributeValue> KEY = Items.key(Items.LEDGER, Items.LOCK_ID);

    private final LedgerTable table;

    LockItem(LedgerTable table) {
        this.table = table;
    }

    /**
     * The item at one moment.
     *
     * @param holder who holds it; empty when it is free
     * @param token the token of the holder; empty when it is free
     * @param beat the last sign of life
     * @param term the term of the holder, or of the last one; 0 when there never was one
     */
    record Seen(Optional<Holder> holder, String token, long beat, long term) {

        static final Seen NEVER_HELD = new Seen(Optional.empty(), "", 0, 0);

        /** Whether nobody gave a sign of life between the two. */
        boolean isSameVersion(Seen other) {
            return token.equals(other.token) && beat == other.beat;
        }
    }

    /** What became of a sign of life. */
    enum Beat {
        /** The lock is still ours. */
        HELD,
        /** It is not. */
        LOST,
        /** A transaction was in the way; nobody knows. */
        UNDECIDED
    }

    /** Looks at the item. */
    Seen read() {
        return table.get(Items.LEDGER, Items.LOCK_ID).map(LockItem::seen).orElse(Seen.NEVER_HELD);
    }

    static Seen seen(Map<String, AttributeValue> item) {
        return new Seen(
                Items.holder(item), Items.text(item, TOKEN), Items.number(item, BEAT), Items.number(item, TERM));
    }

    /**
     * Takes the lock, if it is still as it was seen: free, or held by somebody proven dead.
     *
     * @param holder who takes it, for the term after the one seen
     * @return whether that succeeded: not when somebody else was faster, or is alive
     */
    boolean take(Seen seen, String token, Holder holder) {
        Map<String, AttributeValue> set = new HashMap<>();
        set.put(TOKEN, Items.text(token));
        set.put(BEAT, Items.number(0));
        set.put(TERM, Items.number(holder.term()));
        set.put("leaseMillis", Items.number(holder.lease().toMillis()));
        set.put("since", Items.text(holder.since().toString()));
        Items.put(set, holder.runner());
        Expression expression = new Expression();
        set.forEach((name, value) -> expression.set(name, expression.value(name, value)));
        if (seen.token().isEmpty()) {
            expression.require("attribute_not_exists(" + expression.name(TOKEN) + ")");
        } else {
            expression.require(
                    expression.name(TOKEN) + " = " + expression.value("seenToken", Items.text(seen.token())));
            expression.require(expression.name(BEAT) + " = " + expression.value("seenBeat", Items.number(seen.beat())));
        }
        if (seen.term() > 0) {
            expression.require(expression.name(TERM) + " = " + expression.value("seenTerm", Items.number(seen.term())));
        } else {
            expression.require("attribute_not_exists(" + expression.name(TERM) + ")");
        }
        return update(expression) == Beat.HELD || read().token().equals(token);
    }

    /**
     * Gives a sign of life.
     *
     * @param number the number of this one, higher than of the one before
     */
    Beat beat(String token, long number) {
        Expression expression = new Expression();
        expression.set(BEAT, expression.value("next", Items.number(number)));
        expression.require(expression.name(TOKEN) + " = " + expression.value("mine", Items.text(token)));
        expression.require(expression.name(BEAT) + " < " + expression.value("next", Items.number(number)));
        Beat beat = update(expression);
        return beat == Beat.LOST && read().token().equals(token) ? Beat.HELD : beat;
    }

    /** Frees the lock, unless it is somebody else's by now. Its term stays. */
    Beat release(String token) {
        Expression expression = new Expression();
        expression.remove(TOKEN);
        expression.require(expression.name(TOKEN) + " = " + expression.value("mine", Items.text(token)));
        return update(expression);
    }

    /** What a transaction needs to be refused when the lock is not ours. */
    ConditionCheck check(String token) {
        return ConditionCheck.builder()
                .tableName(table.name())
                .key(KEY)
                .conditionExpression("#token = :token")
                .expressionAttributeNames(Map.of("#token", TOKEN))
                .expressionAttributeValues(Map.of(":token", Items.text(token)))
                .build();
    }

    private Beat update(Expression expression) {
        UpdateItemRequest request = expression.request(table.name(), KEY);
        return Aws.call("dynamodb:UpdateItem", () -> {
            try {
                table.client().updateItem(request);
                return Beat.HELD;
            } catch (ConditionalCheckFailedException e) {
                return Beat.LOST;
            } catch (TransactionConflictException e) {
                return Beat.UNDECIDED;
            }
        });
    }
}
