package io.ordermig;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.ordermig.problem.ProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One stem per idea: each problem code has a page, and the page has its name. */
class ProblemPagesTest {

    private static final Path ROOT = Path.of("..");

    @Test
    void eachProblemCodeHasAPageWithItsName() throws IOException {
        for (ProblemCode code : codes()) {
            Path page = ROOT.resolve(code.page());
            assertThat(page).exists();
            assertThat(Files.readAllLines(page).get(0).replace("`", "")).isEqualTo("# " + code.id());
        }
    }

    @Test
    void eachPageHasACode() throws IOException {
        Set<String> names = codesOfOtherModules();
        assertThat(names).isNotEmpty();
        codes().forEach(code -> names.add(code.page().substring(code.page().lastIndexOf('/') + 1)));

        try (Stream<Path> pages = Files.list(ROOT.resolve("docs/problems"))) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isSubsetOf(names);
        }
    }

    /** Their classes are not on the path of this one, so their sources are read. */
    private static Set<String> codesOfOtherModules() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(ROOT.resolve("ordermig-maven-plugin/src/main/java"))) {
            for (Path file : (Iterable<Path>) files.filter(f -> f.toString().endsWith("Problem.java"))::iterator) {
                Matcher id = Pattern.compile("\"([a-z]+)/([a-z-]+)\"").matcher(Files.readString(file));
                while (id.find()) {
                    names.add(id.group(1) + "-" + id.group(2) + ".md");
                }
            }
        }
        return names;
    }

    @Test
    void idsAreUnique() {
        assertThat(codes()).extracting(ProblemCode::id).doesNotHaveDuplicates();
    }

    private static List<ProblemCode> codes() {
        List<ProblemCode> codes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.ordermig").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ProblemCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(ProblemCode.class::cast)
                        .toList();
        assertThat(codes).hasSizeGreaterThan(40);
        return codes;
    }
}
