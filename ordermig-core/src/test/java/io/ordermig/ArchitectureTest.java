package io.ordermig;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures;
import org.jspecify.annotations.NullMarked;

/** Holds the layers of the design: a package imports only packages below it, and vendors stay home. */
@AnalyzeClasses(packages = "io.ordermig", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packagesImportDownwards = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("front door")
            .definedBy("io.ordermig")
            .layer("outputs")
            .definedBy("io.ordermig.report..", "io.ordermig.notification..", "io.ordermig.metrics..")
            .layer("engines")
            .definedBy(
                    "io.ordermig.postgres..",
                    "io.ordermig.script..",
                    "io.ordermig.dynamo..",
                    "io.ordermig.snapshot..",
                    "io.ordermig.restore..",
                    "io.ordermig.aws..",
                    "io.ordermig.local..")
            .layer("values")
            .definedBy("io.ordermig.event..", "io.ordermig.config..")
            .layer("ground")
            .definedBy("io.ordermig.problem..", "io.ordermig.time..")
            .whereLayer("front door")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("outputs")
            .mayOnlyBeAccessedByLayers("front door")
            .whereLayer("engines")
            .mayOnlyBeAccessedByLayers("front door", "outputs")
            .whereLayer("values")
            .mayOnlyBeAccessedByLayers("front door", "outputs", "engines");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.ordermig.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule flywayStaysInPostgres = onlyIn("org.flywaydb..", "io.ordermig.postgres..");

    @ArchTest
    static final ArchRule flywayIsUsedThroughItsPublicApi =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.flywaydb.core.internal..");

    @ArchTest
    static final ArchRule theDriverStaysWhereConnectionsAreMade =
            onlyIn("org.postgresql..", "io.ordermig.postgres..", "io.ordermig.local..");

    @ArchTest
    static final ArchRule jsonStaysInReportSecretAndManifest = onlyIn(
            "com.fasterxml.jackson..", "io.ordermig.report..", "io.ordermig.aws..", "io.ordermig.snapshot.rds..");

    /** Tokens for logins are signed by a class of that module, without its client. */
    @ArchTest
    static final ArchRule theRdsClientStaysWithRestorePoints = noClasses()
            .that()
            .resideOutsideOfPackages("io.ordermig.snapshot..", "io.ordermig.restore..")
            .and()
            .doNotHaveFullyQualifiedName("io.ordermig.aws.IamLogin")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.awssdk.services.rds..");

    @ArchTest
    static final ArchRule snsStaysInNotification =
            onlyIn("software.amazon.awssdk.services.sns..", "io.ordermig.notification..");

    @ArchTest
    static final ArchRule cloudWatchStaysInMetrics =
            onlyIn("software.amazon.awssdk.services.cloudwatch..", "io.ordermig.metrics..");

    @ArchTest
    static final ArchRule theDynamoDbClientStaysInDynamo =
            onlyIn("software.amazon.awssdk.services.dynamodb..", "io.ordermig.dynamo..");

    @ArchTest
    static final ArchRule loginsAreFetchedInAws = noClasses()
            .that()
            .resideOutsideOfPackage("io.ordermig.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "software.amazon.awssdk.services.ssm..",
                    "software.amazon.awssdk.services.secretsmanager..",
                    "software.amazon.awssdk.services.sts..",
                    "software.amazon.awssdk.auth..",
                    "software.amazon.awssdk.http..");

    @ArchTest
    static final ArchRule archivesStayInLocal = noClasses()
            .that()
            .resideOutsideOfPackage("io.ordermig.local..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.commons.compress..", "org.tukaani..");

    @ArchTest
    static final ArchRule coreKnowsNothingOfMaven =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.apache.maven..");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.ordermig.time.Sleeper")
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis");

    @ArchTest
    static final ArchRule namesAreNounsOfTheDomain =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Service)");

    @ArchTest
    static final ArchRule packagesAreNullMarked = classes().should(new ArchCondition<>("lie in a @NullMarked package") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith(NullMarked.class))
                    .orElse(false);
            if (!marked) {
                events.add(SimpleConditionEvent.violated(type, type.getPackageName() + " is not @NullMarked"));
            }
        }
    });

    private static ArchRule onlyIn(String vendor, String... packages) {
        return noClasses()
                .that(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(packages)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(vendor);
    }
}
