package io.ordermig.dynamo.file;

import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.BackfillSpec.ItemCount;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a backfill whether its expressions fit together, and whether it ends. */
final class BackfillChecks {

    /** Expressions hold no literals, so each of these signs begins a name of its own. */
    private static final Pattern PLACEHOLDER = Pattern.compile("[#:][A-Za-z0-9_]+");

    private static final Pattern NAME = Pattern.compile("#[A-Za-z0-9_]+");
    private static final Pattern VALUE = Pattern.compile(":[A-Za-z0-9_]+");

    /** Begins the names that the engine adds. */
    private static final String RESERVED = "ordermig";

    private final BackfillSpec spec;
    private final FileProblems problems;

    BackfillChecks(BackfillSpec spec, FileProblems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    /**
     * Notes what is wrong.
     *
     * @param place where the condition stands
     * @param fields the fields of the backfill, for other places
     */
    void check(Place place, Map<String, YamlNode> fields) {
        Place update = fields.containsKey("UpdateExpression")
                ? fields.getOrDefault("UpdateExpression", new YamlNode.Sequence(place, List.of()))
                        .place()
                : place;
        names(place);
        UpdateEffects effects;
        try {
            effects = UpdateEffects.of(spec.update(), spec.names());
        } catch (IllegalArgumentException e) {
            unreadable(update, "The update cannot be read: " + spec.update(), e);
            return;
        }
        try {
            List<String> why = ConditionAfterUpdate.staysTrue(spec.condition(), spec.names(), effects, spec.values());
            if (!why.isEmpty()) {
                endless(place, effects, why);
            }
        } catch (IllegalArgumentException e) {
            unreadable(place, "The condition cannot be read: " + spec.condition(), e);
        }
    }

    private void endless(Place place, UpdateEffects effects, List<String> why) {
        Problem.Builder problem = problems.at(
                place,
                DynamoFileProblem.BACKFILL,
                "The condition can hold after the update as well, and the backfill would not end: " + spec.condition());
        why.forEach(problem::detail);
        problems.add(
                problem.detail("It changes " + effects.paths() + ".")
                        .fix(
                                "Write a condition that asks for what the update has not done yet, such as attribute_not_exists(…)."));
    }

    private void unreadable(Place place, String what, IllegalArgumentException fault) {
        problems.add(problems.at(place, DynamoFileProblem.BACKFILL, what)
                .detail(String.valueOf(fault.getMessage()))
                .fix("Correct the expression."));
    }

    private void names(Place place) {
        Set<String> used = new TreeSet<>();
        String verification = spec.verification().map(ItemCount::condition).orElse("");
        for (String expression : List.of(spec.update(), spec.condition(), verification)) {
            Matcher matcher = PLACEHOLDER.matcher(expression);
            while (matcher.find()) {
                used.add(matcher.group());
            }
        }
        Set<String> defined = new TreeSet<>(spec.names().keySet());
        defined.addAll(spec.values().keySet());
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
            Pattern form = spec.names().containsKey(name) ? NAME : VALUE;
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
