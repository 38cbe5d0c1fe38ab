package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.problem.OrdermigException;
import io.ordermig.snapshot.SnapshotProblem;
import io.ordermig.testing.aws.AwsSimulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The file with what a snapshot does not carry. */
class ManifestTest extends RdsTest {

    ManifestTest(AwsSimulator simulator) {
        super(simulator);
    }

    private static Manifest manifest(CapturedSettings settings) {
        RestorePoint point = new RestorePoint(
                RestorePoint.Kind.DB_SNAPSHOT, "pre-migration-orders", "orders", Instant.parse("2040-03-01T02:00:00Z"));
        return new Manifest(point, RUN, "staging", "7", settings);
    }

    private Manifest readBack(Manifest manifest) throws IOException {
        return Manifest.read(manifest.write(manifests()));
    }

    /** All but what is never written. */
    private static DBInstance filledInstance() {
        DBInstance instance = GenericPojos.filled(DBInstance.builder()).build();
        return instance.toBuilder()
                .pendingModifiedValues(instance.pendingModifiedValues().toBuilder()
                        .masterUserPassword(null)
                        .build())
                .build();
    }

    private static DBCluster filledCluster() {
        DBCluster cluster = GenericPojos.filled(DBCluster.builder()).build();
        return cluster.toBuilder()
                .pendingModifiedValues(cluster.pendingModifiedValues().toBuilder()
                        .masterUserPassword(null)
                        .build())
                .build();
    }

    @Test
    void everyMemberOfAnInstanceIsReadBack() throws IOException {
        Manifest manifest = manifest(CapturedSettings.of(filledInstance()));

        assertThat(readBack(manifest)).isEqualTo(manifest);
    }

    @Test
    void everyMemberOfAClusterAndItsMembersIsReadBack() throws IOException {
        Manifest manifest = manifest(new CapturedSettings(
                filledCluster(), List.of(filledInstance(), DBInstance.builder().build())));

        assertThat(readBack(manifest)).isEqualTo(manifest);
    }

    @Test
    void aListThatIsEmptyIsNotOneThatIsMissing() throws IOException {
        CapturedSettings empty = CapturedSettings.of(
                DBInstance.builder().enabledCloudwatchLogsExports(List.of()).build());

        DBInstance instance = readBack(manifest(empty)).settings().instances().get(0);

        assertThat(instance.hasEnabledCloudwatchLogsExports()).isTrue();
        assertThat(instance.hasProcessorFeatures()).isFalse();
    }

    @Test
    void passwordsAreLeftOut() throws IOException {
        DBInstance instance = GenericPojos.filled(DBInstance.builder()).build();
        DBCluster cluster = GenericPojos.filled(DBCluster.builder()).build();

        Path file = manifest(new CapturedSettings(cluster, List.of(instance))).write(manifests());

        assertThat(Files.readString(file)).doesNotContain("MasterUserPassword").contains("PendingModifiedValues");
    }

    @Test
    void hasAllThatRdsSaysOfTheInstance() throws IOException {
        rds.instanceWithEverySettingSet("orders");
        DBInstance described = rds.describedInstance("orders");

        RestorePoint point = take("orders", changedBefore(Duration.ofDays(1)));

        Manifest manifest = Manifest.read(Manifest.path(manifests(), point.id()));
        assertThat(manifest.point()).isEqualTo(point);
        assertThat(manifest.run()).isEqualTo(RUN);
        assertThat(manifest.environment()).isEqualTo("staging");
        assertThat(manifest.schemaVersion()).isEqualTo("20400201120000");
        assertThat(manifest.settings()).isEqualTo(CapturedSettings.of(described));
        assertThat(described.dbInstanceStatus()).isEqualTo("available");
    }

    @Test
    void hasAllThatRdsSaysOfTheClusterAndItsMembers() throws IOException {
        String[] members = IntStream.rangeClosed(1, 15)
                .mapToObj(i -> "shop-%02d".formatted(i))
                .toArray(String[]::new);
        rds.auroraClusterWithEverySettingSet("shop", members);
        rds.longestPage(4);

        RestorePoint point = take("shop");

        CapturedSettings settings =
                Manifest.read(Manifest.path(manifests(), point.id())).settings();
        assertThat(settings.cluster().dbClusterParameterGroup()).isEqualTo("orders-aurora16");
        assertThat(settings.instances())
                .extracting(DBInstance::dbInstanceIdentifier)
                .containsExactly(members);
        assertThat(settings.instances().get(14).promotionTier()).isEqualTo(14);
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        rds.instance("orders");
        RestorePoint point = take("orders");

        try (Stream<Path> files = Files.list(manifests())) {
            assertThat(files).containsExactly(Manifest.path(manifests(), point.id()));
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsAWarningWhenTheTagsHaveTheSettings() throws IOException {
        rds.instance("orders");
        Files.createFile(manifests());

        take("orders");

        assertThat(events.of(RunEvent.RestorePointReady.class))
                .singleElement()
                .satisfies(ready -> assertThat(ready.manifest()).isEmpty());
        assertThat(events.of(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains("in the tags of the snapshot all the same"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsAProblemWhenTheTagsHaveNotTheSettings() throws IOException {
        rds.instance("orders").copyTagsToSnapshot(true);
        for (int i = 0; i < 44; i++) {
            rds.instance("orders").tag("own-" + i, "value");
        }
        Files.createFile(manifests());

        OrdermigException e = problemOf(() -> take("orders"));

        assertThat(e.problem().code()).isEqualTo(SnapshotProblem.FAILED);
        assertThat(e.problem().changed()).isEqualTo("the snapshot was taken");
    }

    @Test
    void anotherFileIsNoManifest() throws IOException {
        Path file = folder.resolve("other.json");
        for (String text : List.of("", "[]", "{}", "{\"format\": 2}", "{\"format\": 1, \"settings\": {}}", "x")) {
            Files.writeString(file, text);
            assertThatThrownBy(() -> Manifest.read(file)).as(text).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whatALaterVersionAddsIsPassedOver() throws IOException {
        Path file = manifest(CapturedSettings.of(
                        DBInstance.builder().dbInstanceIdentifier("orders").build()))
                .write(manifests());
        Files.writeString(
                file,
                Files.readString(file)
                        .replace(
                                "\"DBInstanceIdentifier\"",
                                "\"OfTomorrow\" : {\"a\" : [1, {}]}, \"DBInstanceIdentifier\"")
                        .replace("\"kind\"", "\"later\" : [{\"a\" : 1}], \"kind\""));

        assertThat(Manifest.read(file).settings().instances().get(0).dbInstanceIdentifier())
                .isEqualTo("orders");
    }
}
