package io.ordermig.postgres.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.problem.Problem;
import io.ordermig.script.Phase;
import io.ordermig.script.ScriptProblem;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderReaderTest {

    private static ScriptHeader read(String... lines) {
        return HeaderReader.read("V1__x.sql", String.join("\n", lines) + "\n");
    }

    private static Problem only(ScriptHeader header) {
        assertThat(header.problems()).hasSize(1);
        return header.problems().get(0);
    }

    @Test
    void readsEveryDirectiveOfAGoodHeader() {
        ScriptHeader header = read(
                "-- Adds the tags.",
                "",
                "-- ordermig:phase expand",
                "-- ordermig:lock-timeout 500ms",
                "-- ordermig:statement-timeout 1h30m",
                "-- ordermig:transaction false",
                "-- ordermig:irreversible the old values are gone for good",
                "-- ordermig:verify SELECT true",
                "-- ordermig:verify SELECT count(*) = 0 FROM t WHERE a IS NULL;",
                "ALTER TABLE t ADD COLUMN tags text[];");

        assertThat(header.problems()).isEmpty();
        assertThat(header.phase()).contains(Phase.EXPAND);
        assertThat(header.lockTimeout()).contains(Duration.ofMillis(500));
        assertThat(header.statementTimeout()).contains(Duration.ofMinutes(90));
        assertThat(header.transaction()).contains(false);
        assertThat(header.irreversible()).contains("the old values are gone for good");
        assertThat(header.verifications())
                .containsExactly(
                        new Verification("SELECT true", 8),
                        new Verification("SELECT count(*) = 0 FROM t WHERE a IS NULL", 9));
    }

    @Test
    void saysNothingAboutAFileWithoutDirectives() {
        ScriptHeader header = read("-- ordermig applies this file in order", "SELECT 1;");

        assertThat(header.problems()).isEmpty();
        assertThat(header.phase()).isEmpty();
        assertThat(header.verifications()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-- ordermig:phase contract",
                "--ordermig:phase contract",
                "--   ordermig : phase   contract  ",
                "  -- ordermig:phase contract",
                "\t-- ordermig:phase contract;",
                "-- ORDERMIG:PHASE CONTRACT",
                "-- Ordermig:Phase Contract",
                "-- ordermig: phase contract",
            })
    void takesBlanksAndLetterCaseAsTheyCome(String line) {
        assertThat(read(line, "SELECT 1;").phase()).contains(Phase.CONTRACT);
    }

    @Test
    void namesFileLineAndNearestNameOfAnUnknownDirective() {
        Problem problem = only(read("-- first", "-- ordermig:lock-timout 5s", "SELECT 1;"));

        assertThat(problem.code()).isEqualTo(ScriptProblem.DIRECTIVE_UNKNOWN);
        assertThat(problem.where()).isEqualTo("V1__x.sql, line 2");
        assertThat(problem.what()).isEqualTo("There is no directive lock-timout.");
        assertThat(problem.details()).containsExactly("Did you mean lock-timeout?");
    }

    @Test
    void listsAllNamesWhenNoneIsNear() {
        assertThat(only(read("-- ordermig:xyz 5s")).details())
                .containsExactly("Valid: after, batch, irreversible, lock-timeout, phase, statement-timeout,"
                        + " transaction, unless-connected, verify.");
    }

    @Test
    void refusesADirectiveWithoutAName() {
        assertThat(only(read("-- ordermig:")).code()).isEqualTo(ScriptProblem.DIRECTIVE_UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phase expnd | Did you mean expand?",
                "phase | It has no value.",
                "lock-timeout soon | Expected a duration such as 500ms, 10s or 2m.",
                "lock-timeout 5 | Expected a duration such as 500ms, 10s or 2m.",
                "lock-timeout 30d | Expected a duration such as 500ms, 10s or 2m.",
                "statement-timeout -1s | Expected a duration such as 30s, 10m or 1h.",
                "statement-timeout | It has no value.",
                "transaction no | Expected true or false.",
                "transaction | It has no value.",
                "verify | It has no value.",
                "irreversible | It has no value.",
                "unless-connected | It has no value.",
                "after 3 | Expected <version> <duration>, such as 20240301100000 7d.",
                "after v3 7d | Expected <version> <duration>, such as 20240301100000 7d.",
                "after 3 7days | 7days is not a duration such as 500ms, 10s, 2m, 1h30m or 7d.",
                "after 3 7d please | Expected <version> <duration>, such as 20240301100000 7d.",
                "batch table=t | It needs both table and key.",
                "batch key=id | It needs both table and key.",
                "batch table=t key=, | It needs both table and key.",
                "batch table=t key=id size=0 | size and workers are whole numbers above 0.",
                "batch table=t key=id size=many | size and workers are whole numbers above 0.",
                "batch table=t key=id workers=0 | size and workers are whole numbers above 0.",
                "batch table=t key=id workers=auto | size and workers are whole numbers above 0.",
                "batch table=t key= | The option key has no value.",
                "batch table=t key=id size | The option size has no value.",
                "batch table=t key=id table=u | The option table is given twice.",
                "batch tabel=t key=id | There is no option tabel. Did you mean table?",
            })
    void refusesAValueItCannotReadAndSaysWhatItExpected(String directive, String expected) {
        Problem problem = only(read("-- a comment", "", "-- ordermig:" + directive, "SELECT 1;"));

        assertThat(problem.code()).isEqualTo(ScriptProblem.DIRECTIVE_MALFORMED);
        assertThat(problem.where()).isEqualTo("V1__x.sql, line 3");
        assertThat(problem.details()).contains(expected);
    }

    @Test
    void refusesADirectiveWithoutItsColon() {
        Problem problem = only(read("-- ordermig phase contract", "DROP TABLE t;"));

        assertThat(problem.code()).isEqualTo(ScriptProblem.DIRECTIVE_MALFORMED);
        assertThat(problem.what()).isEqualTo("A directive lacks its colon: -- ordermig phase contract");
        assertThat(problem.where()).isEqualTo("V1__x.sql, line 1");
    }

    @Test
    void refusesADirectiveBelowTheFirstStatement() {
        Problem problem = only(read("-- a comment", "SELECT 1;", "", "-- ordermig:lock-timeout 5s", "SELECT 2;"));

        assertThat(problem.code()).isEqualTo(ScriptProblem.DIRECTIVE_MISPLACED);
        assertThat(problem.where()).isEqualTo("V1__x.sql, line 4");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* licence */ CREATE TABLE t (a int);\n-- ordermig:lock-timeout 5s\n",
                "/* licence\n */ CREATE TABLE t (a int);\n-- ordermig:lock-timeout 5s\n",
                "CREATE TABLE t (a int); -- ordermig:lock-timeout 5s\n",
                "CREATE TABLE t (\n  a int -- ordermig:lock-timeout 5s\n);\n",
                "COPY t FROM STDIN;\nit's\n\\.\n-- ordermig:lock-timeout 5s\n",
            })
    void noticesTheFirstStatementWhereverItStands(String text) {
        ScriptHeader header = HeaderReader.read("V1__x.sql", text);

        assertThat(header.problems()).extracting(Problem::code).containsExactly(ScriptProblem.DIRECTIVE_MISPLACED);
        assertThat(header.lockTimeout()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/* -- ordermig:phase contract */\nSELECT 1;\n",
                "/*\n-- ordermig:phase contract\n*/\nSELECT 1;\n",
                "/* /* nested */\n-- ordermig:phase contract\n*/\nSELECT 1;\n",
                "SELECT '\n-- ordermig:phase contract\n';\n",
                "DO $$ BEGIN\n-- ordermig:phase contract\nEND $$;\n",
                "SELECT \"\n-- ordermig:phase contract\n\" FROM t;\n",
            })
    void overlooksWhatIsNoLineComment(String text) {
        ScriptHeader header = HeaderReader.read("V1__x.sql", text);

        assertThat(header.problems()).isEmpty();
        assertThat(header.phase()).isEmpty();
    }

    @Test
    void readsOnBelowALicenceInABlockComment() {
        ScriptHeader header = read(
                "/*",
                " * Copyright, all rights reserved.",
                " */",
                "",
                "/* one line */ -- ordermig:phase expand",
                "-- ordermig:lock-timeout 2s",
                "SELECT 1;");

        assertThat(header.problems()).isEmpty();
        assertThat(header.phase()).contains(Phase.EXPAND);
        assertThat(header.lockTimeout()).contains(Duration.ofSeconds(2));
    }

    @Test
    void refusesADirectiveGivenTwice() {
        Problem problem = only(read("-- ordermig:phase expand", "--", "-- ordermig:phase migrate", "SELECT 1;"));

        assertThat(problem.code()).isEqualTo(ScriptProblem.DIRECTIVE_CONFLICT);
        assertThat(problem.where()).isEqualTo("V1__x.sql, line 3");
        assertThat(problem.details()).containsExactly("The first stands on line 1.");
    }

    @Test
    void refusesGatesOutsideAContractMigration() {
        assertThat(read("-- ordermig:after 3 7d").problems())
                .extracting(Problem::code)
                .contains(ScriptProblem.DIRECTIVE_CONFLICT);
        assertThat(read("-- ordermig:phase expand", "-- ordermig:unless-connected old.*")
                        .problems())
                .filteredOn(p -> p.code() == ScriptProblem.DIRECTIVE_CONFLICT)
                .extracting(Problem::where)
                .containsExactly("V1__x.sql, line 2");
        assertThat(read("-- ordermig:unless-connected old.*", "-- ordermig:phase contract")
                        .problems())
                .extracting(Problem::code)
                .doesNotContain(ScriptProblem.DIRECTIVE_CONFLICT);
    }

    @Test
    void readsWhatThisVersionCannotObeyAndRefusesIt() {
        ScriptHeader header = read(
                "-- ordermig:phase contract",
                "-- ordermig:after 1_2 7d",
                "-- ordermig:unless-connected orders-1.*",
                "-- ordermig:batch table=orders key=tenant,id size=500 workers=2",
                "UPDATE orders SET a = 1;");

        assertThat(header.after()).contains(new AfterGate("1.2", Duration.ofDays(7)));
        assertThat(header.unlessConnected()).contains("orders-1.*");
        assertThat(header.batch()).contains(new BatchSpec("orders", List.of("tenant", "id"), 500, 2));
        assertThat(header.problems())
                .extracting(Problem::code)
                .containsOnly(ScriptProblem.DIRECTIVE_UNSUPPORTED)
                .hasSize(3);
        assertThat(header.problems()).extracting(Problem::where).contains("V1__x.sql, line 4");
    }

    @Test
    void letsTheSizeOfABatchFollowTheTimeUnlessItIsGiven() {
        BatchSpec automatic = new BatchSpec("t", List.of("id"), 0, 1);

        assertThat(read("-- ordermig:batch table=t key=id").batch()).contains(automatic);
        assertThat(read("-- ordermig:batch table=t key=id size=auto").batch()).contains(automatic);
    }

    @Test
    void findsAllThatIsWrongInOneReading() {
        ScriptHeader header = read(
                "-- ordermig:phse expand",
                "-- ordermig:lock-timeout soon",
                "SELECT 1;",
                "-- ordermig:verify SELECT true");

        assertThat(header.problems())
                .extracting(Problem::code)
                .containsExactly(
                        ScriptProblem.DIRECTIVE_UNKNOWN,
                        ScriptProblem.DIRECTIVE_MALFORMED,
                        ScriptProblem.DIRECTIVE_MISPLACED);
    }

    @Test
    void readsFilesWithWindowsLineEnds() {
        ScriptHeader header = HeaderReader.read(
                "V1__x.sql",
                "-- ordermig:phase expand\r\n-- ordermig:verify SELECT true\r\n-- ordermig:lock-timout 5s\r\nSELECT 1;\r\n");

        assertThat(header.phase()).contains(Phase.EXPAND);
        assertThat(header.verifications()).containsExactly(new Verification("SELECT true", 2));
        assertThat(only(header).where()).isEqualTo("V1__x.sql, line 3");
    }

    @Test
    void readsADirectiveOnALastLineWithoutLineEnd() {
        assertThat(HeaderReader.read("V1__x.sql", "-- ordermig:phase expand").phase())
                .contains(Phase.EXPAND);
    }
}
