package io.ordermig.dynamo;

import static io.ordermig.testing.Runs.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.DynamoCases;
import io.ordermig.event.Inventory;
import io.ordermig.problem.Problem;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.DynamoRuns;
import io.ordermig.testing.JavaSources;
import io.ordermig.testing.MigrationFolder;
import io.ordermig.testing.TestTables;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Migrations that are classes of the project's. */
@ExtendWith(DynamoExtension.class)
class JavaDynamoMigrationTest {

    /** Needs no class of the SDK to compile: the environment is all it asks for. */
    private static final String NOTES = """
            package db.dynamo;
            import io.ordermig.dynamo.*;
            public class V2__Note implements UndoableDynamoMigration {
                public void migrate(DynamoContext context) { System.setProperty("note", context.environment()); }
                public void undo(DynamoContext context) { System.clearProperty("note"); }
            }
            """;

    private static final String THROWS = """
            package db.dynamo;
            import io.ordermig.dynamo.*;
            public class V3__Throws implements DynamoMigration {
                public void migrate(DynamoContext context) { throw new IllegalStateException("no rates for EUR"); }
            }
            """;

    @TempDir
    Path temp;

    private DynamoRuns runs;

    @BeforeEach
    void runs(TestTables tables) {
        MigrationFolder folder = new MigrationFolder(temp.resolve("db"))
                .with(
                        "V1__orders.yaml",
                        "- CreateTable:",
                        "    TableName: ${t}orders",
                        "    KeySchema: [{AttributeName: id, KeyType: HASH}]",
                        "    AttributeDefinitions: [{AttributeName: id, AttributeType: S}]",
                        "    BillingMode: PAY_PER_REQUEST");
        runs = new DynamoRuns(tables, folder).with("dynamoLocations", folder.location() + "\nclasspath:db/dynamo");
    }

    private DynamoCases with(Map<String, String> sources) throws Exception {
        Path classes = JavaSources.compile(temp.resolve("classes"), sources);
        return runs.classes(new URLClassLoader(
                        new URL[] {classes.toUri().toURL()}, getClass().getClassLoader()))
                .dynamo();
    }

    @Test
    void areAppliedInTheirPlaceAndUndone() throws Exception {
        try {
            assertThat(with(Map.of("db.dynamo.V2__Note", NOTES)).migrate().applied())
                    .extracting(migration -> migration.title() + " " + migration.kind())
                    .containsExactly("1 orders YAML", "2 Note JAVA");
            assertThat(System.getProperty("note")).isEqualTo("test");
            assertThat(runs.dynamo().migrate().applied()).isEmpty();

            assertThat(runs.dynamo().undo().undone()).hasSize(1);
            assertThat(System.getProperty("note")).isNull();
        } finally {
            System.clearProperty("note");
        }
    }

    @Test
    void failWithTheirOwnWordsAndWithTheirClass() throws Exception {
        DynamoCases dynamo = with(Map.of("db.dynamo.V2__Note", NOTES, "db.dynamo.V3__Throws", THROWS));
        try {
            Problem problem = failureOf(dynamo::migrate).problem();

            assertThat(problem.code()).isEqualTo(DynamoProblem.JAVA_FAILED);
            assertThat(problem.where()).isEqualTo("class db.dynamo.V3__Throws");
            assertThat(problem.details()).anyMatch(line -> line.contains("no rates for EUR"));
            assertThat(problem.changed()).startsWith("migrations 1, 2 are done");
            assertThat(runs.dynamo().info().rows())
                    .extracting(Inventory.Row::state)
                    .containsExactly("Applied", "Applied", "Failed");
        } finally {
            System.clearProperty("note");
        }
    }

    @Test
    void areNamedInADryRunWhichDoesNotCallThem() throws Exception {
        DynamoPlan plan = with(Map.of("db.dynamo.V2__Note", NOTES)).plan();

        assertThat(plan.parts().get(1).lines())
                .singleElement()
                .asString()
                .contains("Calls class db.dynamo.V2__Note", "not known beforehand");
        assertThat(System.getProperty("note")).isNull();
    }
}
