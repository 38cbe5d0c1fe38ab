package io.ordermig.dynamo.file;

import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.BackfillSpec.ItemCount;
import io.ordermig.dynamo.backfill.ItemTransform;
import io.ordermig.dynamo.backfill.TransformSpec;
import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Reads {@code Backfill}: expressions, or the short forms that are compiled to expressions, or a class. */
final class BackfillReader {

    private static final List<String> SHORT = List.of("Set", "Remove", "Rename", "Copy", "Where");
    private static final List<String> EXPRESSIONS = List.of("UpdateExpression", "ConditionExpression");
    private static final String JAVA = "Java";
    private static final List<String> FIELDS = List.of(
            "TableName",
            "UpdateExpression",
            "ConditionExpression",
            "ExpressionAttributeNames",
            "ExpressionAttributeValues",
            "TotalSegments",
            "Verify",
            "Set",
            "Remove",
            "Rename",
            "Copy",
            "Where",
            JAVA);

    /** What a class does not decide. Names and values are those of {@code Verify}. */
    private static final List<String> BESIDE_JAVA = List.of(
            "TableName", "TotalSegments", "Verify", "ExpressionAttributeNames", "ExpressionAttributeValues", JAVA);

    /** The most segments of a parallel scan. */
    private static final long MOST_SEGMENTS = 1_000_000;

    private final RequestReader requests;
    private final ClassLoader classes;
    private final FileProblems problems;

    BackfillReader(RequestReader requests, ClassLoader classes, FileProblems problems) {
        this.requests = requests;
        this.classes = classes;
        this.problems = problems;
    }

    /** The backfill; empty when something in it is wrong, which is noted. */
    Optional<DynamoOperation> read(String name, int line, YamlNode node) {
        Mapping mapping = Fields.mapping(node, "a mapping with the fields of Backfill", problems);
        if (mapping == null) {
            return Optional.empty();
        }
        int before = problems.found().size();
        Map<String, YamlNode> fields = Fields.named(mapping, name, FIELDS, problems);
        Fields.require(mapping, name, List.of("TableName"), problems);
        String table = text(fields, "TableName");
        Optional<DynamoOperation> operation = fields.containsKey(JAVA)
                ? transform(mapping, fields, table).map(spec -> new DynamoOperation.Transform(name, line, spec))
                : spec(mapping, fields, table).map(spec -> new DynamoOperation.Backfill(name, line, spec));
        return problems.found().size() == before ? operation : Optional.empty();
    }

    private Optional<TransformSpec> transform(Mapping mapping, Map<String, YamlNode> fields, String table) {
        fields.forEach((field, value) -> {
            if (!BESIDE_JAVA.contains(field)) {
                conflict(value, field + " does not go with Java.", "Let the class decide, or take Java out.");
            }
        });
        Map<String, String> names = names(fields.get("ExpressionAttributeNames"));
        Map<String, AttributeValue> values = values(fields.get("ExpressionAttributeValues"));
        int segments = segments(fields.get("TotalSegments"));
        Optional<ItemCount> verification = verification(fields.get("Verify"));
        Optional<TransformSpec> spec = itemTransform(fields.get(JAVA))
                .map(created -> new TransformSpec(table, created, names, values, segments, verification));
        spec.ifPresent(found -> new BackfillChecks(names, values, problems).check(found, mapping, fields));
        return spec;
    }

    private Optional<ItemTransform> itemTransform(@Nullable YamlNode node) {
        String name = node == null ? null : Fields.text(node, problems);
        if (node == null || name == null) {
            return Optional.empty();
        }
        return new ProjectClass<>(ItemTransform.class, classes)
                .create(name, problem -> problems.add(problem.where(problems.origin() + ", " + node.place())));
    }

    private Optional<BackfillSpec> spec(Mapping mapping, Map<String, YamlNode> fields, String table) {
        Map<String, String> names = names(fields.get("ExpressionAttributeNames"));
        Map<String, AttributeValue> values = values(fields.get("ExpressionAttributeValues"));
        int segments = segments(fields.get("TotalSegments"));
        Optional<ItemCount> verification = verification(fields.get("Verify"));
        ShortForm form = new ShortForm(requests, problems, names, values);
        String update;
        String condition;
        if (fields.containsKey("UpdateExpression") || SHORT.stream().noneMatch(fields::containsKey)) {
            SHORT.stream()
                    .filter(fields::containsKey)
                    .forEach(field -> conflict(
                            fields.get(field),
                            field + " does not go with UpdateExpression.",
                            "Use either the one or the other."));
            Fields.require(mapping, "Backfill", EXPRESSIONS, problems);
            update = text(fields, "UpdateExpression");
            condition = text(fields, "ConditionExpression");
        } else {
            if (fields.containsKey("ConditionExpression")) {
                conflict(
                        fields.get("ConditionExpression"),
                        "ConditionExpression does not go with Set, Remove, Rename and Copy.",
                        "Write what limits the items as Where.");
            }
            form.compile(fields, mapping.place());
            update = form.update();
            condition = form.condition();
        }
        if (update.isEmpty() || condition.isEmpty()) {
            return Optional.empty();
        }
        BackfillSpec spec =
                new BackfillSpec(table, update, condition, form.names(), form.values(), segments, verification);
        new BackfillChecks(spec.names(), spec.values(), problems).check(spec, mapping, fields);
        return Optional.of(spec);
    }

    private Map<String, String> names(@Nullable YamlNode node) {
        Map<String, String> names = new LinkedHashMap<>();
        entries(node).forEach((name, entry) -> {
            String attribute = Fields.text(entry.value(), problems);
            if (attribute != null) {
                names.put(name, attribute);
            }
        });
        return names;
    }

    private Map<String, AttributeValue> values(@Nullable YamlNode node) {
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        entries(node).forEach((name, entry) -> {
            AttributeValue value = requests.attributeValue(entry.value());
            if (value != null) {
                values.put(name, value);
            }
        });
        return values;
    }

    private Map<String, Entry> entries(@Nullable YamlNode node) {
        Mapping mapping = node == null ? null : Fields.mapping(node, "a mapping", problems);
        return mapping == null ? Map.of() : Fields.each(mapping, problems);
    }

    private int segments(@Nullable YamlNode node) {
        if (node == null) {
            return 0;
        }
        Long number = node instanceof Scalar scalar ? ScalarTypes.whole(scalar, 1, MOST_SEGMENTS) : null;
        if (number == null) {
            Fields.mismatch(node, "a whole number from 1 to " + MOST_SEGMENTS, problems);
        }
        return number == null ? 0 : number.intValue();
    }

    private Optional<ItemCount> verification(@Nullable YamlNode node) {
        Mapping mapping = node == null ? null : Fields.mapping(node, "a mapping with Condition and Count", problems);
        if (mapping == null) {
            return Optional.empty();
        }
        List<String> names = List.of("Condition", "Count");
        Map<String, YamlNode> fields = Fields.named(mapping, "Verify", names, problems);
        Fields.require(mapping, "Verify", names, problems);
        YamlNode countNode = fields.get("Count");
        Long count = countNode instanceof Scalar scalar ? ScalarTypes.whole(scalar, 0, Long.MAX_VALUE) : null;
        if (countNode != null && count == null) {
            Fields.mismatch(countNode, "a whole number", problems);
        }
        String condition = text(fields, "Condition");
        return count == null || condition.isEmpty() ? Optional.empty() : Optional.of(new ItemCount(condition, count));
    }

    /** The text of a field; empty when there is none, which is noted if the field is there. */
    private String text(Map<String, YamlNode> fields, String name) {
        YamlNode node = fields.get(name);
        if (node == null) {
            return "";
        }
        String text = Fields.text(node, problems);
        if (text != null && text.isBlank()) {
            Fields.mismatch(node, "text", problems);
        }
        return text == null ? "" : text.strip();
    }

    private void conflict(@Nullable YamlNode node, String what, String fix) {
        if (node != null) {
            problems.add(
                    problems.at(node.place(), DynamoFileProblem.BACKFILL, what).fix(fix));
        }
    }
}
