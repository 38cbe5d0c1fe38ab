package io.ordermig.dynamo.backfill;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Changes items by expressions. */
final class ExpressionChange implements ItemChange {

    private static final String KEY = "#" + Expressions.OURS + "Key";

    private final BackfillSpec spec;

    /**
     * The change that a specification says.
     *
     * @throws io.ordermig.problem.OrdermigException with everything in it that does not fit together
     */
    ExpressionChange(BackfillSpec spec) {
        this.spec = SpecChecks.checked(spec);
    }

    @Override
    public String table() {
        return spec.table();
    }

    @Override
    public int segments() {
        return spec.segments();
    }

    @Override
    public String identity() {
        return Identity.of("expression", spec.update(), spec.condition(), spec.names(), spec.values());
    }

    @Override
    public ItemCondition condition() {
        return ItemCondition.of(spec.condition(), spec.names(), spec.values());
    }

    @Override
    public Set<String> reads() {
        return Set.of();
    }

    @Override
    public boolean conditionDecides() {
        return true;
    }

    @Override
    public Optional<Verification> verification() {
        return spec.verification().map(count -> Verification.of(count, spec.names(), spec.values()));
    }

    @Override
    public Optional<UpdateItemRequest.Builder> write(TableFacts table, Map<String, AttributeValue> item) {
        Map<String, String> names = new HashMap<>(Expressions.usedOf(spec.names(), spec.update(), spec.condition()));
        names.put(KEY, table.keys().get(0));
        Map<String, AttributeValue> values = Expressions.usedOf(spec.values(), spec.update(), spec.condition());
        UpdateItemRequest.Builder write = UpdateItemRequest.builder()
                .tableName(spec.table())
                .key(table.keyOf(item))
                .updateExpression(spec.update())
                .conditionExpression(Expressions.all("attribute_exists(" + KEY + ")", spec.condition()))
                .expressionAttributeNames(names);
        return Optional.of(values.isEmpty() ? write : write.expressionAttributeValues(values));
    }
}
