package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.script.ScriptProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileErrorsTest {

    private static final String ITEM = "- PutItem: {TableName: t, Item: {a: %s}}";

    @Test
    void namesTheNearestFieldWithLineColumnAndPath() {
        ReadText read = ReadText.of("""
                - DeleteTable: {TableName: a}
                - DeleteTable: {TableName: b}
                - CreateTable:
                    TableName: c
                    KeySchema:
                      - AttributeName: id
                        KeyTyp: HASH
                """);

        assertThat(read.problems())
                .extracting(Problem::code)
                .containsExactly(DynamoFileProblem.FIELD_UNKNOWN, DynamoFileProblem.FIELD_MISSING);
        Problem unknown = read.problems().get(0);
        assertThat(unknown.what()).isEqualTo("KeySchemaElement has no field KeyTyp.");
        assertThat(unknown.where()).isEqualTo("V1__a.yaml, line 7, column 9, [2].CreateTable.KeySchema[0].KeyTyp");
        assertThat(unknown.details()).containsExactly("Did you mean KeyType?");
        Problem missing = read.problems().get(1);
        assertThat(missing.what()).isEqualTo("KeySchemaElement needs the field KeyType.");
        assertThat(missing.where()).isEqualTo("V1__a.yaml, line 6, column 9, [2].CreateTable.KeySchema[0]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- CreatTable: {TableName: t}|There is no operation CreatTable.|Did you mean CreateTable?",
                "- DeleteTable: {tableName: t}|DeleteTable has no field tableName.|Did you mean TableName?",
            })
    void namesTheNearestName(String text, String what, String detail) {
        assertThat(ReadText.of(text).problems()).anySatisfy(problem -> {
            assertThat(problem.what()).isEqualTo(what);
            assertThat(problem.details()).containsExactly(detail);
        });
    }

    @Test
    void refusesAValueThatTheEnumerationDoesNotHave() {
        assertThat(ReadText.of("- UpdateTable: {TableName: t, BillingMode: PAY_PER_REQEST}")
                        .only())
                .isEqualTo("dynamo/value|PAY_PER_REQEST is not a value of BillingMode.|"
                        + "V1__a.yaml, line 1, column 44, [0].UpdateTable.BillingMode|Did you mean PAY_PER_REQUEST?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DeletionProtectionEnabled: yes|yes, where true or false|yes is text in YAML 1.2.",
                "DeletionProtectionEnabled: 'true'|the text true, where true or false|What stands in quotes is text.",
                "DeletionProtectionEnabled: 1|1, where true or false|",
                "DeletionProtectionEnabled: [true]|a list, where true or false|",
                "BillingMode: {a: b}|a mapping, where text|",
                "AttributeDefinitions: {AttributeName: a}|a mapping, where a list|",
                "ProvisionedThroughput: 5|5, where a mapping with the fields of ProvisionedThroughput|",
                "OnDemandThroughput: {MaxReadRequestUnits: 010}|010, where a whole number|A number does not begin with 0.",
                "OnDemandThroughput: {MaxReadRequestUnits: 1e3}|1e3, where a whole number|",
                "OnDemandThroughput: {MaxReadRequestUnits: 1.5}|1.5, where a whole number|",
                "OnDemandThroughput: {MaxReadRequestUnits: '5'}|the text 5, where a whole number|What stands in quotes is text.",
                "OnDemandThroughput: {MaxReadRequestUnits: 99999999999999999999}|99999999999999999999, where a whole number|",
            })
    void refusesAValueOfAnotherType(String field, String found, String detail) {
        ReadText read = ReadText.of("- UpdateTable:\n    TableName: t\n    " + field + "\n");

        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DynamoFileProblem.VALUE);
            assertThat(problem.what()).isEqualTo("Here stands " + found + " is expected.");
            assertThat(String.join("", problem.details())).isEqualTo(detail == null ? "" : detail);
            assertThat(problem.where())
                    .startsWith("V1__a.yaml, line 3, column ")
                    .contains("[0].UpdateTable.");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text|Here stands text, where a value with its type is expected.",
                "{}|A value has no type.",
                "'{S: a, N: 1}'|A value has more than one type.",
                "{N: five}|Here stands five, where a number is expected.",
                "'{NS: [1, x]}'|Here stands x, where a number is expected.",
                "{SS: []}|A set has no elements.",
                "{NULL: false}|NULL is true or nothing.",
                "{B: '***'}|Here stands the text ***, where binary data in base64 is expected.",
                "{s: a}|an attribute value has no field s.",
                "{S: }|S has no value.",
                "{S: null}|S has no value.",
            })
    void refusesAValueThatNoItemHas(String value, String what) {
        String text = value.startsWith("'{") ? value.substring(1, value.length() - 1) : value;

        assertThat(ReadText.of(String.format(ITEM, text)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).isEqualTo(what));
    }

    @Test
    void refusesAFieldThatIsGivenTwice() {
        assertThat(ReadText.of("- DeleteTable:\n    TableName: a\n    TableName: b\n")
                        .only())
                .isEqualTo("dynamo/field-twice|TableName is given twice.|"
                        + "V1__a.yaml, line 3, column 5, [0].DeleteTable.TableName|The first stands on line 2.");
        assertThat(ReadText.of("- PutItem: {TableName: t, Item: {a: {S: x}, a: {S: y}}}")
                        .only())
                .contains("a is given twice.", "[0].PutItem.Item.a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CreateTable: {}|[0].CreateTable|TableName",
                "PutItem: {TableName: t}|[0].PutItem|Item",
                "TagResource: {ResourceArn: t}|[0].TagResource|Tags",
                "UpdateTimeToLive: {TableName: t, TimeToLiveSpecification: {Enabled: true}}"
                        + "|[0].UpdateTimeToLive.TimeToLiveSpecification|AttributeName",
                "UpdateContinuousBackups: {TableName: t}|[0].UpdateContinuousBackups|PointInTimeRecoverySpecification",
                "Backfill: {Remove: [a]}|[0].Backfill|TableName",
            })
    void namesARequiredFieldThatIsMissing(String operation, String path, String field) {
        assertThat(ReadText.of("- " + operation).problems()).anySatisfy(problem -> {
            assertThat(problem.code()).isEqualTo(DynamoFileProblem.FIELD_MISSING);
            assertThat(problem.what()).endsWith(" needs the field " + field + ".");
            assertThat(problem.where()).endsWith(", " + path);
        });
    }

    @Test
    void saysThatFieldsAreNotIndented() {
        assertThat(ReadText.of("- CreateTable:\n  TableName: t\n").problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what()).isEqualTo("Beside CreateTable stands TableName.");
                    assertThat(problem.where()).isEqualTo("V1__a.yaml, line 2, column 3, [0].TableName");
                    assertThat(problem.remedies().toString()).contains("Indent the fields deeper than CreateTable.");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "# nothing\n", "CreateTable: {TableName: t}", "[]", "- \n", "- text\n", "- [a]\n", "- {}\n"})
    void refusesWhatIsNoListOfOperations(String text) {
        assertThat(ReadText.of(text).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.code()).isEqualTo(DynamoFileProblem.OPERATION));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- DeleteTable: {TableName: &a t}|The anchor &a is not permitted.|line 1, column 28",
                "- DeleteTable: {TableName: *a}|The alias *a stands|line 1, column 28",
                "- DeleteTable: {TableName: !!str 5}|The tag|line 1, column 28",
                "- DeleteTable: {TableName: ${a}}|The text is neither YAML nor JSON.|line 1, column",
                "- DeleteTable: {TableName: a|The text is neither YAML nor JSON.|line 1, column",
                "- ? [a]\\n  : b|A key is not plain text.|line 1, column 5",
                "- DeleteTable: {TableName: a}\\n---\\n- b|A second document begins here.|line 2, column 1",
                "- DeleteTable:\\n    TableName: a\\u0007|The text is neither YAML nor JSON.|line 2, column 17",
            })
    void refusesWhatIsNoPlainYaml(String text, String what, String where) {
        String real = text.replace("\\n", "\n").replace("\\u0007", "\u0007");

        assertThat(ReadText.of(real).problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DynamoFileProblem.SYNTAX);
            assertThat(problem.what()).startsWith(what);
            assertThat(problem.where()).contains(where);
        });
    }

    @Test
    void refusesValuesThatAreNestedTooDeep() {
        assertThat(ReadText.of("[".repeat(5_000)).only()).contains("Values are nested deeper than 100 levels.");
        assertThat(ReadText.of("- a: " + "{a: ".repeat(200)).only()).contains("deeper than 100");
    }

    @Test
    void refusesATextThatIsTooLong() {
        String text = "# " + "x".repeat(YamlReader.LONGEST_TEXT) + "\n- DeleteTable: {TableName: t}\n";

        assertThat(ReadText.of(text).only()).contains("The file is longer than 16777216 characters.");
    }

    @Test
    void replacesPlaceholdersInKeysAndValues() {
        ReadText read = ReadText.of("""
                - PutItem:
                    TableName: ${prefix}_${ordermig:environment}
                    Item:
                      ${key}: {S: "${ordermig:filename}"}
                      size: {N: "${size}"}
                - UpdateTable:
                    TableName: "${prefix}"
                    DeletionProtectionEnabled: "${protected}"
                """, Map.of("prefix", "orders", "key", "id: x", "size", "5", "protected", "true"));

        assertThat(read.problems()).isEmpty();
        assertThat(read.operations().toString())
                .contains(
                        "TableName=orders_staging",
                        "id: x=AttributeValue(S=V1__a.yaml)",
                        "AttributeValue(N=5)",
                        "DeletionProtectionEnabled=true");
    }

    @Test
    void keepsPlacesWherePlaceholdersBringLines() {
        ReadText read =
                ReadText.of("- DeleteTable:\n    TableName: ${long}\n    Tablename: b\n", Map.of("long", "a\nb\nc: {"));

        assertThat(read.only()).contains("line 3, column 5, [0].DeleteTable.Tablename");
    }

    @Test
    void namesAPlaceholderWithoutAValueWithItsPlaceAndTheNearestName() {
        ReadText read = ReadText.of(
                "- DeleteTable:\n    TableName: orders_${enviroment}\n- DeleteTable:\n    TableName: |\n      a\n      b${prefx}\n",
                Map.of("environment", "x", "prefix", "y"));

        assertThat(read.problems()).extracting(Problem::code).containsOnly(ScriptProblem.PLACEHOLDER_UNKNOWN);
        assertThat(read.problems())
                .extracting(Problem::where)
                .containsExactly(
                        "V1__a.yaml, line 2, column 23, [0].DeleteTable.TableName",
                        "V1__a.yaml, line 6, column 8, [1].DeleteTable.TableName");
        assertThat(read.problems().get(0).what()).isEqualTo("The placeholder enviroment has no value.");
        assertThat(read.problems().get(0).details()).containsExactly("Did you mean environment?");
    }

    @Test
    void findsAllProblemsOfAFileAtOnce() {
        ReadText read = ReadText.of("""
                # ordermig:fase expand
                - DeleteTable: {Table: a}
                - UpdateTable: {TableName: b, BillingMode: FREE, DeletionProtectionEnabled: maybe}
                - Backfill: {TableName: "${x}", Set: {a: 1}, Wher: b}
                """);

        assertThat(read.problems())
                .extracting(problem -> problem.code().id())
                .containsExactlyInAnyOrder(
                        "directives/unknown",
                        "dynamo/field-unknown",
                        "dynamo/field-missing",
                        "dynamo/value",
                        "dynamo/value",
                        "scripts/placeholder-unknown",
                        "dynamo/field-unknown");
    }
}
