package io.ordermig.dynamo.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ordermig.config.DynamoScriptsConfig;
import io.ordermig.config.Settings;
import io.ordermig.dynamo.UndoableDynamoMigration;
import io.ordermig.problem.OrdermigException;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of the guide are what it says they are. */
class DynamoFilesPageTest {

    private static final Path PAGES = Path.of("..", "docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern CLASS = Pattern.compile("public final class (\\w+)");
    private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");

    @TempDir
    private Path project;

    @ParameterizedTest
    @CsvSource({"dynamo-files.md,14", "dynamo-backfill.md,1", "dynamo-changes.md,1"})
    void eachExampleOfAPageIsReadWithoutAProblem(String page, int examples) throws IOException {
        Path folder = Files.createDirectories(project.resolve("db/dynamo"));
        int number = 0;
        for (Block block : blocks(page)) {
            if (block.language().equals("yaml") || block.language().equals("json")) {
                Files.writeString(folder.resolve("V" + ++number + "__example." + block.language()), block.text());
            }
        }

        try (URLClassLoader classes = compiled(page)) {
            DynamoCatalog catalog = scan(classes);

            assertThat(catalog.scripts().stream().filter(script -> script.kind() != DynamoScript.Kind.JAVA))
                    .hasSize(examples)
                    .allSatisfy(script -> assertThat(script.operations()).isNotEmpty());
        }
    }

    @Test
    void eachOperationHasAnExample() throws IOException {
        String all = String.join(
                "\n", blocks("dynamo-files.md").stream().map(Block::text).toList());

        assertThat(OperationKind.names()).allSatisfy(name -> assertThat(all).contains("- " + name + ":"));
        assertThat(List.of("Set", "Remove", "Rename", "Copy", "Where", "Verify", "Java", "TotalSegments"))
                .allSatisfy(field -> assertThat(all).contains("    " + field + ":"));
    }

    @Test
    void theMigrationInJavaIsFoundWithItsInverse() throws IOException {
        try (URLClassLoader classes = compiled("dynamo-files.md")) {
            assertThat(scan(classes).scripts()).singleElement().satisfies(script -> {
                assertThat(script.java()).containsInstanceOf(UndoableDynamoMigration.class);
                assertThat(script.inverse()).isPresent();
            });
        }
    }

    @Test
    void theErrorIsTheOneThatIsShown() throws IOException {
        Path folder = Files.createDirectories(project.resolve("db/dynamo"));
        Files.writeString(folder.resolve("V20240312090000__add_status_index.yaml"), """
                # ordermig:phase expand
                - UpdateTable:
                    TableName: orders
                    BilingMode: PAY_PER_REQUEST
                    AttributeDefinitions: [{AttributeName: status, AttributeType: TEXT}]
                """);
        try (URLClassLoader classes = new URLClassLoader(
                new URL[] {project.toUri().toURL()}, getClass().getClassLoader())) {
            OrdermigException e = catchThrowableOfType(OrdermigException.class, () -> scan(classes));

            assertThat(Files.readString(PAGES.resolve("dynamo-files.md")))
                    .contains(String.valueOf(e.getMessage()).strip().replace(project.toString(), "target/classes"));
        }
    }

    private DynamoCatalog scan(ClassLoader classes) {
        Settings settings =
                Settings.of(Map.of("baseFolder", project.toString())).putAll("placeholders", Map.of("prefix", "shop_"));
        DynamoScriptsConfig config = DynamoScriptsConfig.from(settings, "staging");
        settings.check();
        return DynamoCatalog.scan(config, classes);
    }

    /** The classes that a page shows, and the files of the project. */
    private URLClassLoader compiled(String page) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", project.toString(), "-cp", System.getProperty("java.class.path")));
        for (Block block : blocks(page)) {
            Matcher type = CLASS.matcher(block.text());
            if (block.language().equals("java") && type.find()) {
                Matcher in = PACKAGE.matcher(block.text());
                assertThat(in.find()).isTrue();
                Path source = project.resolve("sources").resolve(in.group(1).replace('.', '/'));
                Path file = Files.createDirectories(source).resolve(type.group(1) + ".java");
                arguments.add(Files.writeString(file, block.text()).toString());
            }
        }
        if (arguments.size() > 5) {
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)))
                    .isZero();
        }
        return new URLClassLoader(
                new URL[] {project.toUri().toURL()}, getClass().getClassLoader());
    }

    private static List<Block> blocks(String page) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    /** A part of a page that is no text. */
    private record Block(String language, String text) {}
}
