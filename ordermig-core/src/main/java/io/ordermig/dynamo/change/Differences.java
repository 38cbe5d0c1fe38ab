package io.ordermig.dynamo.change;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * In what a table differs from the one that was to be created. What the request does not mention is not compared, other
 * than indexes: one too many is a difference.
 *
 * @param fixed differences in what can never be changed, a sentence each
 * @param changeable differences in what can be changed, each with how
 * @param notCompared members that no description tells of
 */
record Differences(List<String> fixed, Map<String, String> changeable, List<String> notCompared) {

    private static final Set<String> SHAPE = Set.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "LocalSecondaryIndexes",
            "GlobalSecondaryIndexes",
            "Tags");
    private static final Set<String> INDEX_SHAPE = Set.of("IndexName", "KeySchema", "Projection");

    boolean isEmpty() {
        return fixed.isEmpty() && changeable.isEmpty();
    }

    static Differences of(CreateTableRequest wanted, LiveTable live) {
        Differences found = new Differences(new ArrayList<>(), new LinkedHashMap<>(), new ArrayList<>());
        TableDescription table = live.standing().orElseThrow();
        found.keys(wanted, table);
        found.localIndexes(wanted, table);
        found.globalIndexes(wanted, table);
        found.settings(wanted, table);
        found.tags(wanted, live);
        return found;
    }

    private void keys(CreateTableRequest wanted, TableDescription table) {
        if (wanted.hasKeySchema() && !wanted.keySchema().equals(table.keySchema())) {
            fixed.add("Its key is " + Sentences.key(table.keySchema()) + "; wanted is "
                    + Sentences.key(wanted.keySchema()) + ".");
        }
        Map<String, String> types = KeyAttributes.types(table.attributeDefinitions());
        KeyAttributes.types(wanted.attributeDefinitions()).forEach((name, type) -> {
            String liveType = types.get(name);
            if (liveType != null && !liveType.equals(type)) {
                fixed.add("Its key attribute " + name + " has the type " + liveType + "; wanted is " + type + ".");
            }
        });
    }

    private void localIndexes(CreateTableRequest wanted, TableDescription table) {
        Map<String, SdkPojo> live = TableLikeness.byName(table.localSecondaryIndexes());
        TableLikeness.byName(wanted.localSecondaryIndexes()).forEach((name, index) -> {
            SdkPojo there = live.remove(name);
            if (there == null) {
                fixed.add("It has no local index " + name + ".");
            } else if (TableLikeness.ofShape(index, there) == Likeness.DIFFERENT) {
                fixed.add("Its local index " + name + " has other keys or another projection.");
            }
        });
        live.keySet().forEach(name -> fixed.add("It has a local index " + name + ", which is not wanted."));
    }

    private void globalIndexes(CreateTableRequest wanted, TableDescription table) {
        Map<String, SdkPojo> live = TableLikeness.byName(LiveTable.indexes(table));
        TableLikeness.byName(wanted.globalSecondaryIndexes()).forEach((name, index) -> {
            SdkPojo there = live.remove(name);
            if (there == null) {
                changeable.put(
                        "It has no index " + name + ".", "UpdateTable creates it, in GlobalSecondaryIndexUpdates.");
            } else if (TableLikeness.ofShape(index, there) == Likeness.DIFFERENT) {
                changeable.put(
                        "Its index " + name + " has other keys or another projection.",
                        "UpdateTable deletes it and creates it anew, in GlobalSecondaryIndexUpdates.");
            } else if (Likeness.of(index, Optional.of(there), INDEX_SHAPE) == Likeness.DIFFERENT) {
                changeable.put(
                        "Its index " + name + " has another throughput.",
                        "UpdateTable changes that, in GlobalSecondaryIndexUpdates.");
            }
        });
        live.keySet()
                .forEach(name -> changeable.put(
                        "It has an index " + name + ", which is not wanted.",
                        "UpdateTable deletes it, in GlobalSecondaryIndexUpdates."));
    }

    private void settings(CreateTableRequest wanted, TableDescription table) {
        Members.given(wanted).forEach((member, value) -> {
            if (!SHAPE.contains(member)) {
                switch (TableLikeness.of(member, value, table)) {
                    case DIFFERENT ->
                        changeable.put(
                                "Its " + member + " is another: " + Sentences.value(table, member) + ".",
                                "UpdateTable changes it.");
                    case UNKNOWN -> notCompared.add(member);
                    case SAME -> {}
                }
            }
        });
    }

    private void tags(CreateTableRequest wanted, LiveTable live) {
        if (!wanted.hasTags()) {
            return;
        }
        if (live.tags().isEmpty()) {
            notCompared.add("Tags");
            return;
        }
        Map<String, String> there = live.tags().get();
        List<String> other = wanted.tags().stream()
                .filter(tag -> !Objects.equals(there.get(tag.key()), tag.value()))
                .map(tag -> tag.key())
                .toList();
        if (!other.isEmpty()) {
            changeable.put(
                    "Its tags " + String.join(", ", other) + " are missing or others.", "TagResource sets them.");
        }
    }
}
