package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.dynamo.file.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Compiles {@code Set}, {@code Remove}, {@code Rename}, {@code Copy} and {@code Where} to an update and a condition that
 * is false after it. Attributes are those of the item itself, not within maps or lists.
 */
final class ShortForm {

    /** What some reader of YAML takes for a number, and DynamoDB or another reader does not. */
    private static final Pattern NEARLY_A_NUMBER =
            Pattern.compile("[-+]?(?:[0-9][0-9_,]*\\.?[0-9_]*|\\.[0-9]+|0[xob][0-9a-fA-F_]+)(?:[eE][-+]?[0-9]+)?"
                    + "|[-+]?\\.(?i:inf|nan)");

    private final RequestReader requests;
    private final FileProblems problems;
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final List<String> sets = new ArrayList<>();
    private final List<String> removes = new ArrayList<>();
    private final List<String> stillToDo = new ArrayList<>();
    private String where = "";

    /** Begins with the names and values that the file gives. */
    ShortForm(
            RequestReader requests,
            FileProblems problems,
            Map<String, String> names,
            Map<String, AttributeValue> values) {
        this.requests = requests;
        this.problems = problems;
        this.names = new LinkedHashMap<>(names);
        this.values = new LinkedHashMap<>(values);
    }

    /** Reads the fields; what is wrong is noted. */
    void compile(Map<String, YamlNode> fields, Place place) {
        YamlNode limit = fields.get("Where");
        String condition = limit == null ? null : Fields.text(limit, problems);
        where = condition == null ? "" : ConditionText.withoutOuterParentheses(condition);
        boolean moves = fields.containsKey("Rename") || fields.containsKey("Copy");
        boolean changes = fields.containsKey("Set") || fields.containsKey("Remove");
        if (!moves && !changes) {
            unusable(place, "Where alone changes nothing.", "", "Add Set, Remove, Rename or Copy.");
        } else if (moves && (changes || (fields.containsKey("Rename") && fields.containsKey("Copy")))) {
            unusable(
                    place,
                    "Rename and Copy stand alone in their Backfill.",
                    "They concern items that have the attribute, and the others would be left out.",
                    "Write a Backfill for each.");
        } else {
            set(fields.get("Set"));
            remove(fields.get("Remove"));
            move(fields.get("Rename"), true);
            move(fields.get("Copy"), false);
        }
    }

    private void set(@Nullable YamlNode node) {
        for (Entry entry : entries(node)) {
            AttributeValue value = value(entry.value());
            if (value != null) {
                String name = name(entry.key().text());
                String to = valueName(value);
                sets.add(name + " = " + to);
                stillToDo.add("attribute_not_exists(" + name + ")");
                stillToDo.add(name + " <> " + to);
            }
        }
    }

    private void remove(@Nullable YamlNode node) {
        if (node != null && !(node instanceof Sequence)) {
            Fields.mismatch(node, "a list of attributes", problems);
        }
        if (node instanceof Sequence list) {
            for (YamlNode item : list.items()) {
                String attribute = Fields.text(item, problems);
                if (attribute != null) {
                    String name = name(attribute);
                    removes.add(name);
                    stillToDo.add("attribute_exists(" + name + ")");
                }
            }
        }
    }

    private void move(@Nullable YamlNode node, boolean removes) {
        List<Entry> entries = entries(node);
        if (entries.size() > 1) {
            unusable(
                    entries.get(1).key().place(),
                    "More than one attribute is " + (removes ? "renamed." : "copied."),
                    "The update would fail for an item that has one of them alone.",
                    "Write a Backfill for each.");
            return;
        }
        for (Entry entry : entries) {
            String target = Fields.text(entry.value(), problems);
            if (target != null && target.equals(entry.key().text())) {
                unusable(entry.value().place(), "Both names are the same.", "", "Give the attribute another name.");
            } else if (target != null) {
                String from = name(entry.key().text());
                String to = name(target);
                sets.add(to + " = " + from);
                if (removes) {
                    this.removes.add(from);
                }
                stillToDo.add("attribute_exists(" + from + ") AND attribute_not_exists(" + to + ")");
            }
        }
    }

    private List<Entry> entries(@Nullable YamlNode node) {
        Mapping mapping = node == null ? null : Fields.mapping(node, "a mapping of attributes", problems);
        return mapping == null
                ? List.of()
                : List.copyOf(Fields.each(mapping, problems).values());
    }

    /** A value with its type, or a scalar whose type is plain to see. */
    private @Nullable AttributeValue value(YamlNode node) {
        if (!(node instanceof Scalar scalar) || scalar.isNull()) {
            return requests.attributeValue(node);
        }
        Boolean flag = ScalarTypes.flag(scalar);
        if (scalar.quoted()) {
            return AttributeValue.fromS(scalar.text());
        } else if (flag != null) {
            return AttributeValue.fromBool(flag);
        } else if (ScalarTypes.isNumber(scalar.text())) {
            return AttributeValue.fromN(scalar.text());
        } else if (NEARLY_A_NUMBER.matcher(scalar.text()).matches()) {
            problems.value(
                    scalar.place(),
                    scalar.text() + " may be text or a number.",
                    "",
                    "Write it in quotes if it is text, and {N: \"…\"} if it is a number.");
            return null;
        }
        return AttributeValue.fromS(scalar.text());
    }

    private String name(String attribute) {
        return given("#a", attribute, names);
    }

    private String valueName(AttributeValue value) {
        return given(":v", value, values);
    }

    private static <T> String given(String prefix, T meaning, Map<String, T> given) {
        int number = 1;
        while (given.containsKey(prefix + number)) {
            number++;
        }
        given.put(prefix + number, meaning);
        return prefix + number;
    }

    private void unusable(Place place, String what, String detail, String fix) {
        problems.add(problems.at(place, DynamoFileProblem.BACKFILL, what)
                .detail(detail)
                .fix(fix));
    }

    /** The update; empty when nothing is changed. */
    String update() {
        List<String> clauses = new ArrayList<>();
        if (!sets.isEmpty()) {
            clauses.add("SET " + String.join(", ", sets));
        }
        if (!removes.isEmpty()) {
            clauses.add("REMOVE " + String.join(", ", removes));
        }
        return String.join(" ", clauses);
    }

    /** The condition, false after the update; empty when nothing is changed. */
    String condition() {
        String todo = String.join(" OR ", stillToDo);
        if (where.isEmpty() || todo.isEmpty()) {
            return todo;
        }
        return "(" + where + ") AND (" + todo + ")";
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
