package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.config.DynamoScriptsConfig;
import io.ordermig.config.Settings;
import io.ordermig.dynamo.ledger.Version;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.script.Phase;
import io.ordermig.script.ScriptProblem;
import io.ordermig.testing.Jars;
import io.ordermig.testing.JavaSources;
import io.ordermig.testing.MigrationFolder;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;
import org.flywaydb.core.internal.resolver.ChecksumCalculator;
import org.flywaydb.core.internal.resource.StringResource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoCatalogTest {

    private static final String DELETE = "- DeleteTable: {TableName: t}";

    @TempDir
    Path temp;

    private MigrationFolder folder;

    @BeforeEach
    void folder() {
        folder = new MigrationFolder(temp);
    }

    private DynamoCatalog scan(Map<String, String> settings, ClassLoader classes) {
        Settings read = Settings.of(settings).put("baseFolder", temp.toString());
        DynamoScriptsConfig config = DynamoScriptsConfig.from(read, "staging");
        read.check();
        return DynamoCatalog.scan(config, classes);
    }

    private DynamoCatalog scan() {
        return scan(Map.of("dynamoLocations", "filesystem:."), getClass().getClassLoader());
    }

    private OrdermigException failure() {
        return catchThrowableOfType(OrdermigException.class, this::scan);
    }

    @Test
    void ordersMigrationsAsFlywayOrdersVersions() {
        folder.with("V10__d.yaml", DELETE)
                .with("V2.1__c.yml", DELETE)
                .with("sub/V2__b.json", "[{\"DeleteTable\": {\"TableName\": \"t\"}}]")
                .with("V01__a_long_name.yaml", "# ordermig:phase contract", DELETE)
                .with("U1__a_long_name.yaml", DELETE)
                .with("README.md", "words");

        DynamoCatalog catalog = scan();

        assertThat(catalog.scripts())
                .extracting(DynamoScript::file)
                .containsExactly("V01__a_long_name.yaml", "sub/V2__b.json", "V2.1__c.yml", "V10__d.yaml");
        DynamoScript first = catalog.script(Version.of("1.0")).orElseThrow();
        assertThat(first.description()).isEqualTo("a long name");
        assertThat(first.version()).hasToString("01");
        assertThat(first.kind()).isEqualTo(DynamoScript.Kind.YAML);
        assertThat(first.header().phase()).contains(Phase.CONTRACT);
        assertThat(first.operations()).hasSize(1);
        assertThat(first.inverse().orElseThrow().file()).isEqualTo("U1__a_long_name.yaml");
        assertThat(first.inverse().orElseThrow().operations()).hasSize(1);
        assertThat(catalog.scripts().get(1).kind()).isEqualTo(DynamoScript.Kind.JSON);
        assertThat(catalog.scripts().get(1).inverse()).isEmpty();
    }

    @Test
    void looksOnTheClassPathByDefault() throws IOException {
        Path jar = Jars.write(temp.resolve("a.jar"), false, Map.of("db/dynamo/V1__a.yaml", DELETE));
        try (URLClassLoader classes = Jars.loader(jar)) {
            assertThat(scan(Map.of(), classes).scripts()).hasSize(1);
        }
        assertThat(scan(Map.of(), getClass().getClassLoader()).missingLocations())
                .containsExactly("classpath:db/dynamo");
    }

    @Test
    void refusesALocationThatMustExist() {
        OrdermigException failure = catchThrowableOfType(
                OrdermigException.class,
                () -> scan(Map.of("failOnMissingLocations", "true"), getClass().getClassLoader()));

        assertThat(failure.problem().code()).isEqualTo(ScriptProblem.LOCATION);
        assertThat(failure.problem().where()).isEqualTo("parameter dynamoLocations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1_a.yaml",
                "v1__a.yaml",
                "V1__.yaml",
                "V__a.yaml",
                "Vx__a.yml",
                "tables.json",
                "V1__a.YAML",
                "R__a.yaml"
            })
    void refusesANameThatIsNoMigrations(String name) {
        folder.with(name, DELETE);

        assertThat(failure().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(DynamoFileProblem.NAME);
            assertThat(problem.where()).isEqualTo(temp.resolve(name).toString());
        });
    }

    @Test
    void findsAllProblemsOfAllFilesAtOnce() {
        folder.with("V1__a.yaml", DELETE)
                .with("V1.0__b.json", "[{\"DeleteTable\": {\"TableNam\": \"t\"}}]")
                .with("V2__c.yaml", "# ordermig:irreversible gone", "- {")
                .with("U2__c.yaml", DELETE)
                .with("U2__d.yaml", DELETE)
                .with("U3__e.yaml", DELETE)
                .with("V4__f.yaml", "# ordermig:irreversible gone", DELETE)
                .with("U4__f.yaml", DELETE)
                .with("V5.yaml", DELETE);

        assertThat(failure().problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder(
                        DynamoFileProblem.DUPLICATE_VERSION,
                        DynamoFileProblem.FIELD_UNKNOWN,
                        DynamoFileProblem.FIELD_MISSING,
                        DynamoFileProblem.SYNTAX,
                        DynamoFileProblem.DUPLICATE_VERSION,
                        DynamoFileProblem.INVERSE_ALONE,
                        ScriptProblem.DIRECTIVE_CONFLICT,
                        DynamoFileProblem.NAME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"- a: b\n  c: ${d}\n", "- a: b\r\n  c: ${d}\r\n", "\uFEFF- a: b\r  c: ${d}", "", "\n\n- \u00e9"})
    void hasTheChecksumOfFlyway(String text) {
        String read = text.startsWith("\uFEFF") ? text.substring(1) : text;

        assertThat(DynamoFileReader.checksum(read))
                .isEqualTo(String.valueOf(ChecksumCalculator.calculate(new StringResource(text))));
    }

    @Test
    void replacesPlaceholdersAfterTheChecksum() {
        folder.with("V1__a.yaml", "- DeleteTable: {TableName: \"${name}\"}");
        Map<String, String> locations = Map.of("dynamoLocations", "filesystem:.");
        DynamoScriptsConfig one = config(locations, Map.of("name", "a"));
        DynamoScriptsConfig other = config(locations, Map.of("name", "b"));

        DynamoScript first =
                DynamoCatalog.scan(one, getClass().getClassLoader()).scripts().get(0);
        DynamoScript second =
                DynamoCatalog.scan(other, getClass().getClassLoader()).scripts().get(0);

        assertThat(first.checksum()).isEqualTo(second.checksum());
        assertThat(first.operations()).isNotEqualTo(second.operations());
    }

    private DynamoScriptsConfig config(Map<String, String> settings, Map<String, String> placeholders) {
        return DynamoScriptsConfig.from(
                Settings.of(settings).put("baseFolder", temp.toString()).putAll("placeholders", placeholders),
                "staging");
    }

    @Test
    void findsJavaMigrationsAmongTheClasses() throws IOException {
        Path classes = compile(Map.of(
                "db.dynamo.V3__FillStatus",
                migration("V3__FillStatus", "UndoableDynamoMigration", "public void undo(DynamoContext c) {}"),
                "db.dynamo.V4__Plain",
                migration(
                        "V4__Plain",
                        "DynamoMigration",
                        "@Override public java.util.OptionalInt checksum() { return java.util.OptionalInt.of(7); }"),
                "db.dynamo.Other",
                "package db.dynamo; public class Other {}"));
        new MigrationFolder(classes).with("db/dynamo/V1__a.yaml", DELETE).with("db/dynamo/U4__plain.yaml", DELETE);

        try (URLClassLoader loader = Jars.loader(classes)) {
            DynamoCatalog catalog = scan(Map.of(), loader);

            assertThat(catalog.scripts())
                    .extracting(DynamoScript::kind)
                    .containsExactly(DynamoScript.Kind.YAML, DynamoScript.Kind.JAVA, DynamoScript.Kind.JAVA);
            DynamoScript undoable = catalog.scripts().get(1);
            assertThat(undoable.description()).isEqualTo("FillStatus");
            assertThat(undoable.file()).isEqualTo("db.dynamo.V3__FillStatus");
            assertThat(undoable.checksum()).isEmpty();
            assertThat(undoable.java()).isPresent();
            assertThat(undoable.inverse().orElseThrow().java()).isPresent();
            DynamoScript plain = catalog.scripts().get(2);
            assertThat(plain.checksum()).isEqualTo("7");
            assertThat(plain.inverse().orElseThrow().operations()).hasSize(1);
        }
    }

    @Test
    void refusesClassesThatCannotBeMigrations() throws IOException {
        Path classes = compile(Map.of(
                "db.dynamo.V1__Twice", migration("V1__Twice", "DynamoMigration", ""),
                "db.dynamo.V2__Private", migration("V2__Private", "DynamoMigration", "private V2__Private() {}"),
                "db.dynamo.V3__Throws",
                        migration(
                                "V3__Throws",
                                "DynamoMigration",
                                "{ if (true) throw new IllegalStateException(\"no\"); }"),
                "db.dynamo.Misnamed", migration("Misnamed", "DynamoMigration", "")));
        new MigrationFolder(classes).with("db/dynamo/V1__a.yaml", DELETE);

        try (URLClassLoader loader = Jars.loader(classes)) {
            OrdermigException failure = catchThrowableOfType(OrdermigException.class, () -> scan(Map.of(), loader));

            assertThat(failure.problems())
                    .extracting(Problem::code)
                    .containsExactlyInAnyOrder(
                            DynamoFileProblem.DUPLICATE_VERSION,
                            DynamoFileProblem.JAVA,
                            DynamoFileProblem.JAVA,
                            DynamoFileProblem.NAME);
        }
    }

    private Path compile(Map<String, String> sources) {
        return JavaSources.compile(temp.resolve("classes"), sources);
    }

    private static String migration(String name, String type, String members) {
        return "package db.dynamo; import io.ordermig.dynamo.*; public class " + name + " implements " + type
                + " { public void migrate(DynamoContext c) {} " + members + " }";
    }
}
