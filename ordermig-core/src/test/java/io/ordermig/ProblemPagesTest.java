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
            assertThat(Files.readAllLines(page).get(0)).isEqualTo("# " + code.id());
        }
    }

    @Test
    void idsAreUnique() {
        assertThat(codes()).extracting(ProblemCode::id).doesNotHaveDuplicates();
    }

    private static List<ProblemCode> codes() {
        List<ProblemCode> codes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.ordermig").stream()
                        .filter(type -> type.isEnum() && type.isAssignableTo(ProblemCode.class))
                        .map(JavaClass::reflect)
                        .flatMap(type -> Stream.of(type.getEnumConstants()))
                        .map(ProblemCode.class::cast)
                        .toList();
        assertThat(codes).hasSizeGreaterThan(40);
        return codes;
    }
}
