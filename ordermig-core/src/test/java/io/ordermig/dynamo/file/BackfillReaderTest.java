package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.dynamo.backfill.BackfillSpec;
import io.ordermig.dynamo.backfill.ItemChanges;
import io.ordermig.dynamo.backfill.ItemTransform;
import io.ordermig.dynamo.backfill.TransformSpec;
import io.ordermig.problem.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class BackfillReaderTest {

    private static BackfillSpec spec(String... fields) {
        ReadText read = read(fields);
        assertThat(read.problems()).isEmpty();
        return ((DynamoOperation.Backfill) read.operations().get(0)).spec();
    }

    private static ReadText read(String... fields) {
        return ReadText.of("- Backfill:\n    TableName: orders\n    " + String.join("\n    ", fields) + "\n");
    }

    @Test
    void readsExpressions() {
        BackfillSpec spec = spec(
                "UpdateExpression: 'SET #t = :t'",
                "ConditionExpression: attribute_not_exists(#t)",
                "ExpressionAttributeNames: {'#t': type, '#s': size}",
                "ExpressionAttributeValues: {':t': {S: STANDARD}}",
                "TotalSegments: 16",
                "Verify: {Condition: attribute_exists(#s), Count: 0}");

        assertThat(spec)
                .isEqualTo(new BackfillSpec(
                        "orders",
                        "SET #t = :t",
                        "attribute_not_exists(#t)",
                        Map.of("#t", "type", "#s", "size"),
                        Map.of(":t", AttributeValue.fromS("STANDARD")),
                        16,
                        Optional.of(new BackfillSpec.ItemCount("attribute_exists(#s)", 0))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET #t = :t|attribute_not_exists(#t)|a = :v|The update cannot be read: SET",
                "SET a = :v|attribute_not_exists(a) AND #t = :t|a = :v"
                        + "|The condition cannot be read: attribute_not_exists(a) AND",
                "SET a = :v|attribute_not_exists(a)|a = :v OR #t = :t"
                        + "|The condition of the verification cannot be read: a = :v OR",
            })
    void saysThatYamlEndsAnExpressionAtAPlainSign(String update, String condition, String verify, String what) {
        Problem problem = onlyProblem(read(
                "UpdateExpression: " + update,
                "ConditionExpression: " + condition,
                "ExpressionAttributeNames: {'#t': type}",
                "ExpressionAttributeValues: {':t': {S: a}, ':v': {S: b}}",
                "Verify:\n      Condition: " + verify + "\n      Count: 3"));

        assertThat(problem.what()).isEqualTo(what);
        assertThat(problem.details())
                .containsExactly("It ends too early.", "In YAML # begins a comment where a blank is before it.");
        assertThat(problem.remedies().toString()).contains("in quotes");
    }

    private static Problem onlyProblem(ReadText read) {
        assertThat(read.problems()).hasSize(1);
        return read.problems().get(0);
    }

    @Test
    void readsSegmentsAndVerificationOfAClass() {
        ReadText read = read(
                "Java: " + Upper.class.getName(),
                "TotalSegments: 16",
                "ExpressionAttributeNames: {'#s': size}",
                "ExpressionAttributeValues: {':s': {N: 1}}",
                "Verify: {Condition: '#s = :s', Count: 5}");

        assertThat(read.problems()).isEmpty();
        TransformSpec spec = ((DynamoOperation.Transform) read.operations().get(0)).spec();
        assertThat(spec.segments()).isEqualTo(16);
        assertThat(spec.names()).isEqualTo(Map.of("#s", "size"));
        assertThat(spec.values()).isEqualTo(Map.of(":s", AttributeValue.fromN("1")));
        assertThat(spec.verification()).contains(new BackfillSpec.ItemCount("#s = :s", 5));
    }

    @Test
    void refusesNamesThatTheVerificationOfAClassDoesNotUse() {
        ReadText read = read("Java: " + Upper.class.getName(), "ExpressionAttributeNames: {'#s': size}");

        assertThat(read.only()).contains("#s is given, and no expression uses it.");
    }

    @Test
    void compilesSetToWhatIsNotSoYet() {
        BackfillSpec spec = spec("Set: {type: STANDARD, total: 5}");

        assertThat(spec.update()).isEqualTo("SET #a1 = :v1, #a2 = :v2");
        assertThat(spec.condition())
                .isEqualTo("attribute_not_exists(#a1) OR #a1 <> :v1 OR attribute_not_exists(#a2) OR #a2 <> :v2");
        assertThat(spec.names()).isEqualTo(Map.of("#a1", "type", "#a2", "total"));
        assertThat(spec.values())
                .isEqualTo(Map.of(":v1", AttributeValue.fromS("STANDARD"), ":v2", AttributeValue.fromN("5")));
        assertThat(spec.verification()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NEW|AttributeValue(S=NEW)",
                "yes|AttributeValue(S=yes)",
                "2024-03-01|AttributeValue(S=2024-03-01)",
                "\"5\"|AttributeValue(S=5)",
                "-1.5e3|AttributeValue(N=-1.5e3)",
                "true|AttributeValue(BOOL=true)",
                "{N: 7}|AttributeValue(N=7)",
                "{NULL: true}|AttributeValue(NUL=true)",
                "{SS: [a]}|AttributeValue(SS=[a])",
            })
    void setsPlainScalarsToTheirPlainTypes(String value, String expected) {
        assertThat(spec("Set: {a: " + value + "}").values().get(":v1")).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0123", "+5", ".5", "0x10", "1_000", ".inf", "5."})
    void refusesScalarsThatMayBeTextOrANumber(String value) {
        assertThat(read("Set: {a: " + value + "}").only()).contains(value + " may be text or a number.");
    }

    @Test
    void compilesRemoveRenameAndCopy() {
        assertThat(spec("Remove: [a, b]").update()).isEqualTo("REMOVE #a1, #a2");
        assertThat(spec("Remove: [a, b]").condition()).isEqualTo("attribute_exists(#a1) OR attribute_exists(#a2)");

        BackfillSpec rename = spec("Rename: {state: status}");
        assertThat(rename.update()).isEqualTo("SET #a2 = #a1 REMOVE #a1");
        assertThat(rename.condition()).isEqualTo("attribute_exists(#a1) AND attribute_not_exists(#a2)");
        assertThat(rename.names()).isEqualTo(Map.of("#a1", "state", "#a2", "status"));

        assertThat(spec("Copy: {state: status}").update()).isEqualTo("SET #a2 = #a1");
    }

    @Test
    void limitsTheItemsByWhere() {
        BackfillSpec spec = spec(
                "Set: {type: STANDARD}",
                "Where: (#a1 = :old)",
                "ExpressionAttributeNames: {'#a1': status}",
                "ExpressionAttributeValues: {':old': {S: NEW}}");

        assertThat(spec.condition()).isEqualTo("(#a1 = :old) AND (attribute_not_exists(#a2) OR #a2 <> :v1)");
        assertThat(spec.names()).isEqualTo(Map.of("#a1", "status", "#a2", "type"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Rename: {a: b, c: d}|More than one attribute is renamed.",
                "Copy: {a: a}|Both names are the same.",
                "Where: a = b|Where alone changes nothing.",
                "'Rename: {a: b}\n    Remove: [c]'|Rename and Copy stand alone in their Backfill.",
                "'Set: {a: 1}\n    UpdateExpression: SET a = b\n    ConditionExpression: attribute_not_exists(a)'"
                        + "|Set does not go with UpdateExpression.",
                "'Set: {a: 1}\n    ConditionExpression: b = c'"
                        + "|ConditionExpression does not go with Set, Remove, Rename and Copy.",
                "Verify: {Condition: a = b}|Verify needs the field Count.",
                "TotalSegments: 0|Here stands 0, where a whole number from 1 to 1000000 is expected.",
                "Set: [a]|Here stands a list, where a mapping of attributes is expected.",
                "Remove: a|Here stands a, where a list of attributes is expected.",
                "Java: 5|The class 5 cannot be used.",
                "Java: java.lang.String|The class java.lang.String cannot be used.",
            })
    void refusesWhatDoesNotFitTogether(String fields, String what) {
        assertThat(read(fields).problems())
                .anySatisfy(problem -> assertThat(problem.what()).isEqualTo(what));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SET #a = :b|attribute_not_exists(#a)|:b is used, and is not among ExpressionAttributeValues.",
                "SET a = :ordermig1|attribute_not_exists(a)|:ordermig1 is kept for ordermig.",
                "SET a = b|attribute_not_exists(a)|:ordermig1 is given, and no expression uses it.",
            })
    void refusesNamesThatDoNotFitTheExpressions(String update, String condition, String what) {
        ReadText read = read(
                "UpdateExpression: '" + update + "'",
                "ConditionExpression: '" + condition + "'",
                "ExpressionAttributeNames: {'#a': a}",
                "ExpressionAttributeValues: {':ordermig1': {S: x}}");

        assertThat(read.problems()).extracting(Problem::what).contains(what);
    }

    @Test
    void saysWhyABackfillWouldNotEnd() {
        ReadText read = read("UpdateExpression: SET b = a", "ConditionExpression: attribute_exists(a)");

        Problem problem = read.problems().get(0);
        assertThat(problem.code()).isEqualTo(DynamoFileProblem.BACKFILL);
        assertThat(problem.where()).isEqualTo("V1__a.yaml, line 4, column 26, [0].Backfill.ConditionExpression");
        assertThat(problem.what())
                .isEqualTo("The condition can hold after the update as well, and the backfill would not end: "
                        + "attribute_exists(a)");
        assertThat(problem.details()).containsExactly("The update does not change a.", "It changes b.");
    }

    @Test
    void createsTheClassThatChangesItems() {
        ReadText read = read("Java: " + Upper.class.getName());

        assertThat(read.problems()).isEmpty();
        assertThat(read.operations())
                .singleElement()
                .satisfies(operation -> assertThat(
                                ((DynamoOperation.Transform) operation).spec().transform())
                        .isInstanceOf(Upper.class));
        assertThat(read("Java: " + Upper.class.getName(), "Where: a = b").only())
                .contains("Where does not go with Java.");
    }

    /** A transformation of a project. */
    public static final class Upper implements ItemTransform {
        @Override
        public Set<String> reads() {
            return Set.of("a");
        }

        @Override
        public ItemChanges change(Map<String, AttributeValue> item) {
            return ItemChanges.NONE;
        }
    }
}
