package io.ordermig.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ordermig.Ordermig;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.PostgresExtension;
import io.ordermig.testing.Runs;
import io.ordermig.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class ReportTest {

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    @Test
    void tellsASuccessfulRunInTheFormOfTheSchema(TestDatabase database) throws IOException {
        folder.with(
                        "V1__orders.sql",
                        "-- ordermig:phase expand",
                        "-- ordermig:verify SELECT count(*) = 3 FROM orders",
                        "CREATE TABLE orders (id int);",
                        "INSERT INTO orders VALUES (1), (2), (3);")
                .with("V2__index.sql", "CREATE INDEX CONCURRENTLY orders_id ON orders (id);");
        Runs runs = new Runs(database, folder);
        runs.migrate();

        JsonNode report = validReport(runs);
        assertThat(report.get("outcome").asText()).isEqualTo("succeeded");
        JsonNode step = report.get("steps").get(0);
        assertThat(step.get("goal").asText()).isEqualTo("migrate");
        assertThat(step.get("pending").asInt()).isEqualTo(2);
        JsonNode first = step.get("migrations").get(0);
        assertThat(first.get("phase").asText()).isEqualTo("expand");
        assertThat(first.get("rows").asInt()).isEqualTo(3);
        assertThat(first.get("statements")).hasSize(2);
        assertThat(first.get("verifications").get(0).get("passed").asBoolean()).isTrue();
        assertThat(step.get("migrations").get(1).get("transactional").asBoolean())
                .isFalse();
    }

    @Test
    void isWrittenWhenTheRunFailsAndSaysWhatStays(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "CREATE TABLE ok (id int);").with("V2__broken.sql", "CREATE TABEL broken (id int);");
        Runs runs = new Runs(database, folder);
        Runs.failureOf(runs::migrate);

        JsonNode report = validReport(runs);
        assertThat(report.get("outcome").asText()).isEqualTo("failed");
        JsonNode step = report.get("steps").get(0);
        assertThat(step.get("migrations").get(0).get("state").asText()).isEqualTo("applied");
        assertThat(step.get("migrations").get(1).get("state").asText()).isEqualTo("failed");
        JsonNode problem = step.get("problems").get(0);
        assertThat(problem.get("code").asText()).isEqualTo("migrations/statement-failed");
        assertThat(problem.get("changed").asText()).contains("stays: 1");
    }

    @Test
    void isValidForAnUnchangedRunAndForAFailedCheck(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "CREATE TABLE ok (id int);");
        Runs runs = new Runs(database, folder);
        runs.migrate();
        runs.migrate();
        assertThat(validReport(runs).get("outcome").asText()).isEqualTo("unchanged");

        folder.with("V2__misspelt.sql", "-- ordermig:fase expand", "SELECT 1;");
        Runs.failureOf(runs::migrate);
        JsonNode step = validReport(runs).get("steps").get(0);
        assertThat(step.get("migrations")).isEmpty();
        assertThat(step.get("problems").get(0).get("code").asText()).isEqualTo("directives/unknown");
    }

    @Test
    void holdsAllGoalsOfOneRunInOrder(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "-- ordermig:irreversible an example", "CREATE TABLE ok (id int);");
        Runs runs = new Runs(database, folder);
        Ordermig run = runs.ordermig();
        run.migrate(runs.config(), runs.snapshots(), getClass().getClassLoader());
        run.validate(runs.config(), getClass().getClassLoader());
        run.repair(runs.config(), getClass().getClassLoader());

        JsonNode report = validReport(runs);
        assertThat(report.get("steps").findValuesAsText("goal")).containsExactly("migrate", "validate", "repair");
        assertThat(report.get("outcome").asText()).isEqualTo("succeeded");
    }

    @Test
    void findsAnUnwritableFolderBeforeAnythingIsChanged(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "CREATE TABLE ok (id int);");
        Runs runs = new Runs(database, folder);
        Files.writeString(runs.reportFolder(), "a file where the folder should be");

        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(failure.problem().code()).isEqualTo(ReportProblem.FOLDER);
        assertThat(database.has("ok")).isFalse();
    }

    @Test
    void holdsNoPassword(TestDatabase database) throws IOException {
        database.execute("CREATE ROLE told LOGIN SUPERUSER PASSWORD 'Sesame-4711'");
        folder.with("V1__ok.sql", "CREATE TABLE ok (id int);").with("V2__broken.sql", "SELEC 1;");
        Runs runs = new Runs(database, folder)
                .with("user", "told")
                .with("password", "Sesame-4711")
                .with("url", database.url() + "?password=Sesame-4711");
        OrdermigException failure = Runs.failureOf(runs::migrate);

        assertThat(Files.readString(runs.reportFolder().resolve(ReportFile.NAME)))
                .doesNotContain("Sesame-4711");
        assertThat(failure.getMessage()).doesNotContain("Sesame-4711");
        assertThat(runs.events().all().toString()).doesNotContain("Sesame-4711");
    }

    @Test
    void showsNoValuesOfStatements(TestDatabase database) throws IOException {
        folder.with(
                "V1__people.sql",
                "CREATE TABLE people (name text, token text);",
                "INSERT INTO people VALUES ('Ada Lovelace', '${token}');");
        Runs runs = new Runs(database, folder).placeholder("token", "s3cr3t-token");
        runs.migrate();

        assertThat(Files.readString(runs.reportFolder().resolve(ReportFile.NAME)))
                .contains("INSERT INTO people VALUES ('…', '…')")
                .doesNotContain("s3cr3t-token")
                .doesNotContain("Ada Lovelace");
    }

    @Test
    void tellsOfARunThatCouldNotConnect(TestDatabase database) throws IOException {
        Runs runs = new Runs(database, folder).with("url", database.url() + "_that_does_not_exist");
        Runs.failureOf(runs::migrate);

        JsonNode step = validReport(runs).get("steps").get(0);
        assertThat(step.get("outcome").asText()).isEqualTo("failed");
        assertThat(step.has("store")).isFalse();
        assertThat(step.has("versionBefore")).isFalse();
    }

    @Test
    void isOnlyAWarningWhenItCannotBeWrittenInTheEnd(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "CREATE TABLE ok (id int);");
        Runs runs = new Runs(database, folder);
        // A folder in its place, with something in it, cannot be replaced by a file.
        Files.createDirectories(runs.reportFolder().resolve(ReportFile.NAME).resolve("in the way"));

        assertThat(runs.migrate().applied()).hasSize(1);
        assertThat(runs.events().of(RunEvent.Warned.class).get(0).text())
                .startsWith("The report could not be written to ");
    }

    @Test
    void hasASchemaThatKnowsEveryField(TestDatabase database) throws IOException {
        folder.with("V1__ok.sql", "-- ordermig:verify SELECT true", "CREATE TABLE ok (id int);")
                .with("V2__broken.sql", "SELEC 1;");
        Runs runs = new Runs(database, folder);
        Runs.failureOf(runs::migrate);
        JsonNode report = validReport(runs);

        for (String place : List.of(
                "",
                "/steps/0",
                "/steps/0/store",
                "/steps/0/migrations/0",
                "/steps/0/migrations/0/statements/0",
                "/steps/0/migrations/0/verifications/0",
                "/steps/0/problems/0")) {
            ObjectNode more = report.deepCopy();
            ((ObjectNode) more.at(place)).put("surprise", 1);
            assertThat(ReportSchema.errors(more.toString()))
                    .as("a surprise at " + place)
                    .hasSize(1);

            ObjectNode less = report.deepCopy();
            ObjectNode part = (ObjectNode) less.at(place);
            part.remove(List.copyOf(part.properties()).get(0).getKey());
            assertThat(ReportSchema.errors(less.toString()))
                    .as("a lack at " + place)
                    .hasSize(1);
        }
    }

    private static JsonNode validReport(Runs runs) throws IOException {
        return ReportSchema.valid(runs.reportFolder());
    }
}
