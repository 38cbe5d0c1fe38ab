package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.UpdateEffects.Effect;
import io.ordermig.dynamo.file.UpdateEffects.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Whether a condition that held for an item may hold for it after an update, too, so that a backfill would change the
 * item for ever. What the update does not touch holds as before. What depends on more than the expressions say is given
 * the benefit of the doubt.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">
 *     Condition and filter expressions</a>
 */
final class ConditionAfterUpdate {

    private static final Set<String> COMPARISONS = Set.of("=", "<>", "<", "<=", ">", ">=");
    private static final Set<String> PREDICATES =
            Set.of("attribute_exists", "attribute_not_exists", "attribute_type", "begins_with", "contains");

    /** Whether something holds after the update, and why it does. */
    private record Answer(Truth truth, List<String> why) {}

    private enum Truth {
        YES,
        NO,
        UNKNOWN
    }

    /** One side of a comparison: an attribute, or a value, or something that is made of attributes. */
    private record Operand(@Nullable DocumentPath path, String value, boolean plain) {}

    private final ExpressionCursor cursor;
    private final UpdateEffects effects;
    private final Map<String, AttributeValue> values;

    private ConditionAfterUpdate(
            String condition, Map<String, String> names, UpdateEffects effects, Map<String, AttributeValue> values) {
        this.cursor = new ExpressionCursor(condition, names);
        this.effects = effects;
        this.values = values;
    }

    /**
     * Why the condition may hold for ever.
     *
     * @return sentences; empty when it becomes false, or may
     * @throws IllegalArgumentException saying where it is no condition
     */
    static List<String> staysTrue(
            String condition, Map<String, String> names, UpdateEffects effects, Map<String, AttributeValue> values) {
        Answer answer = new ConditionAfterUpdate(condition, names, effects, values).answer();
        return answer.truth() == Truth.YES ? answer.why() : List.of();
    }

    /**
     * Makes sure that a condition can be read.
     *
     * @throws IllegalArgumentException saying where it is no condition
     */
    static void require(String condition, Map<String, String> names) {
        new ConditionAfterUpdate(condition, names, UpdateEffects.NONE, Map.of()).answer();
    }

    private Answer answer() {
        Answer answer = either(true);
        if (!cursor.atEnd()) {
            throw new IllegalArgumentException(cursor.peek() + " stands where the condition should end.");
        }
        return answer;
    }

    /** {@code wanted} is the truth that makes the whole condition hold: what is not touched may have it. */
    private Answer either(boolean wanted) {
        Answer answer = both(wanted);
        while (cursor.took("OR")) {
            answer = joined(answer, both(wanted), Truth.YES);
        }
        return answer;
    }

    private Answer both(boolean wanted) {
        Answer answer = negation(wanted);
        while (cursor.took("AND")) {
            answer = joined(answer, negation(wanted), Truth.NO);
        }
        return answer;
    }

    /** Two answers as one; the {@code decisive} truth of either is that of both. */
    private static Answer joined(Answer left, Answer right, Truth decisive) {
        if (left.truth() == decisive || right.truth() == decisive) {
            return left.truth() == decisive ? left : right;
        }
        if (left.truth() == Truth.UNKNOWN || right.truth() == Truth.UNKNOWN) {
            return new Answer(Truth.UNKNOWN, List.of());
        }
        List<String> why = new ArrayList<>(left.why());
        why.addAll(right.why());
        return new Answer(left.truth(), why);
    }

    private Answer negation(boolean wanted) {
        if (cursor.took("NOT")) {
            Answer answer = negation(!wanted);
            Truth truth = switch (answer.truth()) {
                case YES -> Truth.NO;
                case NO -> Truth.YES;
                case UNKNOWN -> Truth.UNKNOWN;
            };
            return new Answer(truth, answer.why());
        }
        if (cursor.took("(")) {
            Answer answer = either(wanted);
            cursor.expect(")");
            return answer;
        }
        return primitive(wanted);
    }

    private Answer primitive(boolean wanted) {
        String function = cursor.peek().toLowerCase(Locale.ROOT);
        if (PREDICATES.contains(function) && cursor.peek(1).equals("(")) {
            return predicate(function, wanted);
        }
        Operand left = operand();
        if (cursor.took("BETWEEN")) {
            Operand low = operand();
            cursor.expect("AND");
            return answer(List.of(left, low, operand()), wanted, Truth.UNKNOWN, "");
        }
        if (cursor.took("IN")) {
            return in(left, wanted);
        }
        String sign = cursor.next();
        if (!COMPARISONS.contains(sign)) {
            throw new IllegalArgumentException(sign + " stands where a comparison is expected.");
        }
        Operand right = operand();
        return answer(
                List.of(left, right),
                wanted,
                compared(sign, left, right),
                left.path() + " " + sign + " " + (right.path() == null ? right.value() : right.path()));
    }

    private Answer in(Operand left, boolean wanted) {
        List<Operand> operands = new ArrayList<>(List.of(left));
        Truth truth = Truth.NO;
        cursor.expect("(");
        do {
            Operand candidate = operand();
            operands.add(candidate);
            Truth equal = compared("=", left, candidate);
            truth = truth == Truth.YES || equal == Truth.NO ? truth : equal;
        } while (cursor.took(","));
        cursor.expect(")");
        return answer(operands, wanted, truth, left.path() + " IN (…)");
    }

    private Answer predicate(String function, boolean wanted) {
        cursor.next();
        cursor.expect("(");
        Operand subject = operand();
        List<Operand> operands = new ArrayList<>(List.of(subject));
        if (cursor.took(",")) {
            operands.add(operand());
        }
        cursor.expect(")");
        Truth truth = Truth.UNKNOWN;
        DocumentPath path = subject.path();
        Effect effect = path == null || path.hasIndex() ? null : effects.exactly(path);
        if (effect != null && effect.kind() != Kind.CHANGED) {
            boolean there = effect.kind() != Kind.REMOVED;
            truth = switch (function) {
                case "attribute_exists" -> there ? Truth.YES : Truth.NO;
                case "attribute_not_exists" -> there ? Truth.NO : Truth.YES;
                default -> there ? Truth.UNKNOWN : Truth.NO;
            };
        }
        return answer(operands, wanted, truth, function + "(" + path + ")");
    }

    private Operand operand() {
        if (cursor.nextIsValue()) {
            return new Operand(null, cursor.next(), true);
        }
        if (cursor.nextIs("size") && cursor.peek(1).equals("(")) {
            cursor.next();
            cursor.expect("(");
            DocumentPath path = cursor.path();
            cursor.expect(")");
            return new Operand(path, "", false);
        }
        return new Operand(cursor.path(), "", true);
    }

    private Answer answer(List<Operand> operands, boolean wanted, Truth truth, String text) {
        List<DocumentPath> paths =
                operands.stream().map(Operand::path).filter(Objects::nonNull).toList();
        if (paths.stream().noneMatch(effects::touches)) {
            String unchanged = paths.isEmpty() ? "values" : paths.get(0).toString();
            return new Answer(wanted ? Truth.YES : Truth.NO, List.of("The update does not change " + unchanged + "."));
        }
        return new Answer(
                truth,
                truth == Truth.UNKNOWN
                        ? List.of()
                        : List.of(text + " is " + (truth == Truth.YES ? "true" : "false") + " after the update."));
    }

    private Truth compared(String sign, Operand left, Operand right) {
        DocumentPath path = left.path() == null ? right.path() : left.path();
        String value = left.path() == null ? left.value() : right.value();
        boolean oneOfEach = (left.path() == null) != (right.path() == null);
        if (path == null || !oneOfEach || !left.plain() || !right.plain() || path.hasIndex()) {
            return Truth.UNKNOWN;
        }
        Effect effect = effects.exactly(path);
        if (effect == null || effect.kind() == Kind.SET || effect.kind() == Kind.CHANGED) {
            return Truth.UNKNOWN;
        }
        if (effect.kind() == Kind.REMOVED) {
            return sign.equals("<>") ? Truth.UNKNOWN : Truth.NO;
        }
        AttributeValue after = values.get(effect.value());
        AttributeValue compared = values.get(value);
        if (after == null || compared == null || !(sign.equals("=") || sign.equals("<>"))) {
            return Truth.UNKNOWN;
        }
        return same(after, compared) == sign.equals("=") ? Truth.YES : Truth.NO;
    }

    private static boolean same(AttributeValue one, AttributeValue other) {
        if (one.n() != null && other.n() != null) {
            return new BigDecimal(one.n()).compareTo(new BigDecimal(other.n())) == 0;
        }
        return one.equals(other);
    }
}
