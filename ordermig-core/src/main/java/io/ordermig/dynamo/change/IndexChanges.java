package io.ordermig.dynamo.change;

import io.ordermig.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;

/** Plans indexes: DynamoDB creates or deletes one in a call, and the next one when that is done. */
final class IndexChanges {

    private static final Set<String> SHAPE = Set.of("IndexName", "KeySchema", "Projection");

    private final PlanDraft draft;
    private final UpdateTableRequest wanted;
    private final TableDescription before;
    private final Map<String, GlobalSecondaryIndexUpdate> creates = new LinkedHashMap<>();
    private final Map<String, GlobalSecondaryIndexUpdate> deletes = new LinkedHashMap<>();

    IndexChanges(PlanDraft draft, UpdateTableRequest wanted) {
        this.draft = draft;
        this.wanted = wanted;
        this.before = draft.state().standing().orElseThrow();
        wanted.globalSecondaryIndexUpdates().forEach(each -> {
            if (each.create() != null) {
                creates.put(each.create().indexName(), each);
            }
            if (each.delete() != null) {
                deletes.put(each.delete().indexName(), each);
            }
        });
    }

    /** Notes what is wrong with the definitions, before anything is planned. */
    void check() {
        Set<String> used = KeyAttributes.names(keysAfterwards());
        Map<String, String> live = KeyAttributes.types(before.attributeDefinitions());
        Map<String, String> given = KeyAttributes.types(wanted.attributeDefinitions());
        Set<String> inUse = KeyAttributes.names(LiveTable.keys(before));
        Set<String> missing = new TreeSet<>();
        for (String name : used) {
            if (!live.containsKey(name) && !given.containsKey(name)) {
                missing.add(name);
            }
            boolean otherType =
                    inUse.contains(name) && given.containsKey(name) && !Objects.equals(live.get(name), given.get(name));
            if (otherType) {
                draft.problem(problem("The key attribute " + name + " of " + draft.table() + " has the type "
                                + live.get(name) + ", and is defined as " + given.get(name) + ".")
                        .detail("An attribute has one type in all keys of a table and its indexes.")
                        .fix("Define it as " + live.get(name) + ", or use another attribute."));
            }
        }
        if (!missing.isEmpty()) {
            draft.problem(problem("Key attributes of " + draft.table() + " are not defined: "
                            + String.join(", ", missing) + ".")
                    .fix("Give AttributeDefinitions for " + String.join(", ", missing) + "."));
        }
        Set<String> extra = new TreeSet<>(given.keySet());
        extra.removeAll(used);
        extra.removeAll(inUse);
        if (!extra.isEmpty()) {
            draft.warn("AttributeDefinitions of " + draft.table() + " that no key is made of are left out: "
                    + String.join(", ", extra) + ".");
        }
    }

    private Problem.Builder problem(String what) {
        return draft.problemOf(ChangeProblem.ATTRIBUTE_DEFINITIONS, what);
    }

    private List<List<KeySchemaElement>> keysAfterwards() {
        List<List<KeySchemaElement>> keys = new ArrayList<>();
        keys.add(before.keySchema());
        before.localSecondaryIndexes().forEach(index -> keys.add(index.keySchema()));
        LiveTable.indexes(before).stream()
                .filter(index -> !deletes.containsKey(index.indexName()))
                .forEach(index -> keys.add(index.keySchema()));
        creates.values().forEach(each -> keys.add(each.create().keySchema()));
        return keys;
    }

    void planDeletes() {
        deletes.forEach((name, each) -> {
            TableDescription table = draft.state().standing().orElseThrow();
            Optional<GlobalSecondaryIndexDescription> live = LiveTable.index(table, name);
            boolean replacedAlready = live.isPresent()
                    && creates.containsKey(name)
                    && TableLikeness.ofShape(creates.get(name).create(), live.get()) == Likeness.SAME;
            if (live.isEmpty()) {
                if (!creates.containsKey(name)) {
                    draft.alreadySo("The table " + draft.table() + " has no index " + name + ".");
                }
            } else if (!replacedAlready) {
                draft.call(
                        Members.part(wanted, Set.of())
                                .globalSecondaryIndexUpdates(each.toBuilder()
                                        .create((CreateGlobalSecondaryIndexAction) null)
                                        .build())
                                .build(),
                        "Delete the index " + name + " of " + draft.table(),
                        Until.ACTIVE);
            }
        });
    }

    void planCreates() {
        creates.forEach((name, each) -> {
            TableDescription table = draft.state().standing().orElseThrow();
            Optional<GlobalSecondaryIndexDescription> live = LiveTable.index(table, name);
            if (live.isPresent()) {
                compare(each.create(), live.get());
                return;
            }
            List<List<KeySchemaElement>> keys = new ArrayList<>(LiveTable.keys(table));
            keys.add(each.create().keySchema());
            draft.call(
                    Members.part(wanted, Set.of())
                            .attributeDefinitions(KeyAttributes.of(
                                    KeyAttributes.names(keys),
                                    table.attributeDefinitions(),
                                    wanted.attributeDefinitions()))
                            .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                    .create(each.create())
                                    .build())
                            .build(),
                    "Create the index " + name + " of " + draft.table() + ", by "
                            + Sentences.key(each.create().keySchema()),
                    Until.ACTIVE);
        });
    }

    private void compare(CreateGlobalSecondaryIndexAction create, GlobalSecondaryIndexDescription live) {
        String name = create.indexName();
        if (TableLikeness.ofShape(create, live) == Likeness.DIFFERENT) {
            draft.problem(draft.problemOf(
                            ChangeProblem.INDEX_DIFFERS,
                            "The index " + name + " of " + draft.table()
                                    + " is there already, with other keys or another projection.")
                    .detail("Its key is " + Sentences.key(live.keySchema()) + "; wanted is "
                            + Sentences.key(create.keySchema()) + ".")
                    .fix("Create it under another name, let the service use that, and delete this one then.")
                    .fix("Or delete it in the same GlobalSecondaryIndexUpdates: queries fail until it is built anew."));
            return;
        }
        draft.alreadySo("The index " + name + " of " + draft.table() + " is there.");
        if (Likeness.of(create, Optional.of(live), SHAPE) == Likeness.DIFFERENT) {
            draft.warn("The index " + name + " of " + draft.table()
                    + " has another throughput than is wanted. An Update in GlobalSecondaryIndexUpdates changes it.");
        }
    }
}
