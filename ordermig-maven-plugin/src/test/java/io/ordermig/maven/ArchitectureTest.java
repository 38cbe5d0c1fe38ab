package io.ordermig.maven;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.apache.maven.plugin.AbstractMojo;
import org.junit.jupiter.api.Test;

/** The goals are thin: they know Maven and the front door of the core, and nothing of databases. */
class ArchitectureTest {

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.ordermig.maven");

    @Test
    void leavesDatabasesToTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.flywaydb..", "org.postgresql..", "com.fasterxml..")
                .check(plugin);
    }

    @Test
    void leavesFilesOfMigrationsToTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ordermig.script..", "io.ordermig.postgres.script..")
                .check(plugin);
    }

    @Test
    void goalsLeaveEventsToOthers() {
        noClasses()
                .that()
                .areAssignableTo(AbstractMojo.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.ordermig.event..", "java.nio.file.attribute..", "java.net.http..")
                .check(plugin);
    }

    @Test
    void goalsAreFinal() {
        classes()
                .that()
                .areAssignableTo(AbstractOrdermigMojo.class)
                .and()
                .haveSimpleNameNotStartingWith("Abstract")
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(plugin);
    }
}
