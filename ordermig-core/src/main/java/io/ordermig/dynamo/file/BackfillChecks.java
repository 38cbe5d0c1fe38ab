package io.ordermig.dynamo.file;

import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.BackfillSpec.ItemCount;
import io.ordermig.dynamo.backfill.TransformSpec;
import io.ordermig.dynamo.file.YamlNode.Entry;
import io.ordermig.dynamo.file.YamlNode.Mapping;
import io.ordermig.dynamo.file.YamlNode.Scalar;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Asks a backfill whether its expressions fit together, and whether it ends. */
final class BackfillChecks {

    /** Expressions hold no literals, so each of these signs begins a name of its own. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    /** Begins the names that the engine adds. */
    private static final String RESERVED = "ordermig";

    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final FileProblems problems;

    /** The names and values that the expressions of one backfill may use. */
    BackfillChecks(Map<String, String> names, Map<String, AttributeValue> values, FileProblems problems) {
        this.names = names;
        this.values = values;
        this.problems = problems;
    }

    /**
     * Notes what is wrong with a backfill by expressions.
     *
     * @param owner all of the backfill
     * @param fields its fields
     */
    void check(BackfillSpec spec, YamlNode owner, Map<String, YamlNode> fields) {
        YamlNode where = fields.getOrDefault("ConditionExpression", fields.getOrDefault("Where", owner));
        int before = problems.found().size();
        verification(spec.verification(), owner, fields);
        UpdateEffects effects = effects(spec.update(), fields.getOrDefault("UpdateExpression", owner));
        if (effects != null) {
            ends(spec.condition(), effects, where);
        }
        if (problems.found().size() == before) {
            names(
                    where.place(),
                    spec.update(),
                    spec.condition(),
                    spec.verification().map(ItemCount::condition).orElse(""));
        }
    }

    /**
     * Notes what is wrong with a backfill by a class.
     *
     * @param owner all of the backfill
     * @param fields its fields
     */
    void check(TransformSpec spec, YamlNode owner, Map<String, YamlNode> fields) {
        int before = problems.found().size();
        verification(spec.verification(), owner, fields);
        if (problems.found().size() == before) {
            names(
                    fields.getOrDefault("Verify", owner).place(),
                    spec.verification().map(ItemCount::condition).orElse(""));
        }
    }

    private void verification(Optional<ItemCount> count, YamlNode owner, Map<String, YamlNode> fields) {
        if (count.isEmpty()) {
            return;
        }
        YamlNode node = fields.getOrDefault("Verify", owner);
        if (node instanceof Mapping mapping) {
            node = mapping.entries().stream()
                    .filter(entry -> entry.key().text().equals("Condition"))
                    .findFirst()
                    .map(Entry::value)
                    .orElse(node);
        }
        String condition = count.get().condition();
        try {
            ConditionAfterUpdate.require(condition, names);
        } catch (IllegalArgumentException e) {
            unreadable(node, "The condition of the verification cannot be read: " + condition, e);
        }
    }

    private @Nullable UpdateEffects effects(String update, YamlNode node) {
        try {
            return UpdateEffects.of(update, names);
        } catch (IllegalArgumentException e) {
            unreadable(node, "The update cannot be read: " + update, e);
            return null;
        }
    }

    private void ends(String condition, UpdateEffects effects, YamlNode node) {
        try {
            List<String> why = ConditionAfterUpdate.staysTrue(condition, names, effects, values);
            if (!why.isEmpty()) {
                endless(node.place(), condition, effects, why);
            }
        } catch (IllegalArgumentException e) {
            unreadable(node, "The condition cannot be read: " + condition, e);
        }
    }

    private void endless(Place place, String condition, UpdateEffects effects, List<String> why) {
        Problem.Builder problem = problems.at(
                place,
                DynamoFileProblem.BACKFILL,
                "The condition can hold after the update as well, and the backfill would not end: " + condition);
        why.forEach(problem::detail);
        problems.add(
                problem.detail("It changes " + effects.paths() + ".")
                        .fix(
                                "Write a condition that asks for what the update has not done yet, such as attribute_not_exists(…)."));
    }

    private void unreadable(YamlNode node, String what, IllegalArgumentException fault) {
        String why = String.valueOf(fault.getMessage());
        Problem.Builder problem =
                problems.at(node.place(), DynamoFileProblem.BACKFILL, what).detail(why);
        if (why.startsWith("It ends") && node instanceof Scalar scalar && !scalar.quoted()) {
            problem.detail("In YAML # begins a comment where a blank is before it.")
                    .fix("Write the expression in quotes if it goes on with #.");
        }
        problems.add(problem.fix("Correct the expression."));
    }

    private void names(Place place, String... expressions) {
        Set<String> used = new TreeSet<>();
        for (String expression : expressions) {
            Matcher matcher = PLACEHOLDER.matcher(expression);
            while (matcher.find()) {
                used.add(matcher.group());
            }
        }
        Set<String> defined = new TreeSet<>(names.keySet());
        defined.addAll(values.keySet());
        for (String name : used) {
            if (!defined.contains(name)) {
                String list = name.startsWith("#") ? "ExpressionAttributeNames" : "ExpressionAttributeValues";
                problem(
                        place,
                        name + " is used, and is not among " + list + ".",
                        NearestName.of(name, defined)
                                .map(near -> "Did you mean " + near + "?")
                                .orElse(""));
            }
        }
        for (String name : defined) {
            Pattern form = names.containsKey(name) ? NAME : VALUE;
            if (!form.matcher(name).matches()) {
                problem(
                        place,
                        name + " is not a name for expressions.",
                        "The names of attributes begin with #, those of values with a colon; letters, digits and _ follow.");
            } else if (!used.contains(name)) {
                problem(place, name + " is given, and no expression uses it.", "DynamoDB refuses that.");
            } else if (name.startsWith(RESERVED, 1)) {
                problem(place, name + " is kept for ordermig.", "");
            }
        }
    }

    private void problem(Place place, String what, String detail) {
        problems.add(problems.at(place, DynamoFileProblem.BACKFILL, what)
                .detail(detail)
                .fix("Correct the name, here or in the expressions."));
    }
}
