package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.script.Phase;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DynamoHeaderReaderTest {

    private static final String OPERATION = "- DeleteTable: {TableName: t}\n";

    @Test
    void readsPhaseAndReason() {
        ReadText read =
                ReadText.of("# A remark.\n\n#ordermig:phase Contract\n---\n# ordermig:irreversible the table is gone\n"
                        + OPERATION);

        assertThat(read.problems()).isEmpty();
        assertThat(read.header().phase()).contains(Phase.CONTRACT);
        assertThat(read.header().irreversible()).contains("the table is gone");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "# ordermig:phas expand|directives/unknown|There is no directive phas.|Did you mean phase?",
                "# ordermig:|directives/unknown|There is no directive without a name.|Valid: irreversible, phase.",
                "# ordermig:phase later|directives/malformed|The value of the directive phase cannot be read: later"
                        + "|Expected expand, migrate or contract.",
                "# ordermig:irreversible|directives/malformed|The value of the directive irreversible cannot be read."
                        + "|Expected the reason in a few words.",
                "# ordermig:verify SELECT 1|directives/unsupported|The directive verify is not for DynamoDB files."
                        + "|A Backfill has a field Verify.",
                "# ordermig:lock-timeout 5s|directives/unsupported|The directive lock-timeout is not for DynamoDB files.|",
                "# ordermig phase expand|directives/malformed|A directive lacks its colon: # ordermig phase expand|",
            })
    void refusesWhatItCannotObey(String line, String code, String what, String detail) {
        assertThat(ReadText.of("# A remark.\n" + line + "\n" + OPERATION).only())
                .isEqualTo(code + "|" + what + "|V1__a.yaml, line 2, column 1|" + (detail == null ? "" : detail));
    }

    @Test
    void refusesADirectiveBelowTheFirstOperationAndBesideAValue() {
        assertThat(ReadText.of(OPERATION + "# ordermig:phase expand\n" + OPERATION)
                        .only())
                .startsWith("directives/misplaced|")
                .contains("line 2, column 1");
        assertThat(ReadText.of("- DeleteTable:\n    TableName: t # ordermig:phase expand\n")
                        .only())
                .startsWith("directives/misplaced|")
                .contains("line 2, column 18");
    }

    @Test
    void leavesTextsThatLookLikeDirectivesAlone() {
        ReadText read = ReadText.of(
                "- PutItem:\n    TableName: t\n    Item:\n      id: {S: \"# ordermig:phase x\"}\n      note:\n        S: |\n"
                        + "          # ordermig:nonsense\n");

        assertThat(read.problems()).isEmpty();
    }

    @Test
    void refusesADirectiveThatIsGivenTwice() {
        assertThat(ReadText.of("# ordermig:phase expand\n# ordermig:phase migrate\n" + OPERATION)
                        .only())
                .startsWith("directives/conflict|The directive phase is given twice.|V1__a.yaml, line 2");
    }

    @Test
    void refusesDirectivesInInverses() {
        assertThat(ReadText.of("# ordermig:irreversible no\n" + OPERATION, Map.of(), true)
                        .only())
                .contains("The directive irreversible is not for inverses.");
    }
}
