package io.ordermig.dynamo.backfill;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Changes items by a transformation in Java. */
final class TransformChange implements ItemChange {

    private final TransformSpec spec;
    private final String table;
    private final ItemTransform transform;
    private final ItemCondition condition;
    private final Set<String> reads;

    /**
     * The change that a specification says.
     *
     * @throws io.ordermig.problem.OrdermigException with everything in it that does not fit together
     */
    TransformChange(TransformSpec spec) {
        this.spec = SpecChecks.checked(spec);
        this.table = spec.table();
        this.transform = spec.transform();
        this.condition = transform.condition();
        this.reads = Set.copyOf(transform.reads());
    }

    @Override
    public String table() {
        return table;
    }

    @Override
    public int segments() {
        return spec.segments();
    }

    @Override
    public String identity() {
        return Identity.of(
                "transform", transform.version(), condition.expression(), condition.names(), condition.values());
    }

    @Override
    public ItemCondition condition() {
        return condition;
    }

    @Override
    public Set<String> reads() {
        return reads;
    }

    @Override
    public boolean conditionDecides() {
        return false;
    }

    @Override
    public Optional<Verification> verification() {
        return spec.verification().map(count -> Verification.of(count, spec.names(), spec.values()));
    }

    @Override
    public Optional<UpdateItemRequest.Builder> write(TableFacts facts, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> seen = new HashMap<>(item);
        Set<String> known = new TreeSet<>(reads);
        known.addAll(facts.keys());
        seen.keySet().retainAll(known);
        ItemChanges wanted = changed(Collections.unmodifiableMap(seen));
        Map<String, AttributeValue> set = new TreeMap<>(wanted.set());
        set.entrySet().removeIf(entry -> entry.getValue().equals(seen.get(entry.getKey())));
        Set<String> remove = new TreeSet<>(wanted.remove());
        remove.removeIf(name -> reads.contains(name) && !seen.containsKey(name));
        for (String key : facts.keys()) {
            if (set.containsKey(key) || remove.contains(key)) {
                throw Failures.transformFailed(
                        table, transform, "It changes " + key + ", which is part of the key of the table.", null);
            }
        }
        if (set.isEmpty() && remove.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(guarded(facts, seen, set, remove));
    }

    private ItemChanges changed(Map<String, AttributeValue> item) {
        try {
            return transform.change(item);
        } catch (RuntimeException e) {
            throw Failures.transformFailed(
                    table, transform, "It threw " + e.getClass().getName() + ".", e);
        }
    }

    private UpdateItemRequest.Builder guarded(
            TableFacts facts, Map<String, AttributeValue> seen, Map<String, AttributeValue> set, Set<String> remove) {
        Placeholders put = new Placeholders();
        List<String> guards = new ArrayList<>();
        guards.add("attribute_exists(" + put.name(facts.keys().get(0)) + ")");
        for (String name : new TreeSet<>(reads)) {
            AttributeValue value = seen.get(name);
            guards.add(
                    value == null
                            ? "attribute_not_exists(" + put.name(name) + ")"
                            : put.name(name) + " = " + put.value(value));
        }
        List<String> sets = set.entrySet().stream()
                .map(entry -> put.name(entry.getKey()) + " = " + put.value(entry.getValue()))
                .toList();
        List<String> removes = remove.stream().map(put::name).toList();
        String update = (sets.isEmpty() ? "" : "SET " + String.join(", ", sets))
                + (removes.isEmpty() ? "" : " REMOVE " + String.join(", ", removes));
        put.names.putAll(condition.names());
        put.values.putAll(condition.values());
        UpdateItemRequest.Builder write = UpdateItemRequest.builder()
                .tableName(table)
                .key(facts.keyOf(seen))
                .updateExpression(update.strip())
                .conditionExpression(Expressions.all(String.join(" AND ", guards), condition.expression()))
                .expressionAttributeNames(put.names);
        return put.values.isEmpty() ? write : write.expressionAttributeValues(put.values);
    }

    /** Names and values of one request, in our part of the names. */
    private static final class Placeholders {
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();
        private final Map<String, String> byAttribute = new HashMap<>();

        String name(String attribute) {
            return byAttribute.computeIfAbsent(attribute, any -> {
                String name = "#" + Expressions.OURS + names.size();
                names.put(name, attribute);
                return name;
            });
        }

        String value(AttributeValue value) {
            String name = ":" + Expressions.OURS + values.size();
            values.put(name, value);
            return name;
        }
    }
}
