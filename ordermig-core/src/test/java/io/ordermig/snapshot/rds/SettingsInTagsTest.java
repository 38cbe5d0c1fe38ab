package io.ordermig.snapshot.rds;

import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.event.RestorePoint;
import io.ordermig.event.RunEvent;
import io.ordermig.testing.aws.AwsSimulator;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.Tag;

/** The settings that a restore loses, in the tags of the snapshot. The simulator refuses what RDS refuses. */
class SettingsInTagsTest extends RdsTest {

    private static final String SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    SettingsInTagsTest(AwsSimulator simulator) {
        super(simulator);
    }

    private static Map<String, String> byKey(List<Tag> tags) {
        return tags.stream().collect(Collectors.toMap(Tag::key, Tag::value));
    }

    private Map<String, String> tagsOf(RestorePoint point) {
        return byKey(
                point.kind() == RestorePoint.Kind.DB_SNAPSHOT
                        ? rds.describedSnapshot(point.id()).tagList()
                        : rds.describedClusterSnapshot(point.id()).tagList());
    }

    private static long pieces(Map<String, String> tags) {
        return tags.keySet().stream()
                .filter(key -> key.startsWith("ordermig:settings-"))
                .count();
    }

    private static CapturedSettings settingsOf(Map<String, String> tags) {
        return CapturedSettings.ofTags(tags).orElseThrow();
    }

    @Test
    void thoseOfTheLargestInstanceFit() {
        rds.instanceWithEverySettingSet("orders");
        withIdentifiersOfRealLength("orders");
        DBInstance described = rds.describedInstance("orders");

        Map<String, String> tags = tagsOf(take("orders"));

        assertThat(pieces(tags))
                .as("tags that the settings of the largest instance take (6 when this was written)")
                .isBetween(3L, 8L);
        assertThat(events.of(RunEvent.Warned.class)).isEmpty();
        DBInstance read = settingsOf(tags).instances().get(0);
        assertThat(read.dbInstanceClass()).isEqualTo(described.dbInstanceClass());
        assertThat(read.vpcSecurityGroups())
                .extracting(group -> group.vpcSecurityGroupId())
                .containsExactlyElementsOf(described.vpcSecurityGroups().stream()
                        .map(group -> group.vpcSecurityGroupId())
                        .toList());
        assertThat(read.associatedRoles())
                .extracting(role -> role.featureName() + " " + role.roleArn())
                .containsExactlyElementsOf(described.associatedRoles().stream()
                        .map(role -> role.featureName() + " " + role.roleArn())
                        .toList());
        assertThat(read.dbSubnetGroup().dbSubnetGroupName()).isEqualTo("orders-private");
        assertThat(read.tagList())
                .containsExactlyInAnyOrderElementsOf(described.tagList().stream()
                        .filter(tag -> !tag.key().startsWith("aws:"))
                        .toList());
        assertThat(lostMembers(described)).containsExactlyElementsOf(lostMembers(read));
    }

    /** The names and values of all plain settings that a restore loses. */
    private static List<String> lostMembers(SdkPojo pojo) {
        return pojo.sdkFields().stream()
                .filter(field -> LostSettings.contains(field.memberName()))
                .filter(field -> !(field.getValueOrDefault(pojo) instanceof List)
                        && !(field.getValueOrDefault(pojo) instanceof SdkPojo))
                .map(field -> field.memberName() + "=" + field.getValueOrDefault(pojo))
                .toList();
    }

    @Test
    void thoseOfAClusterOfFifteenFit() {
        String[] members = IntStream.rangeClosed(1, 15)
                .mapToObj(i -> "shop-%02d".formatted(i))
                .toArray(String[]::new);
        rds.auroraClusterWithEverySettingSet("shop", members);
        List.of(members).forEach(this::withIdentifiersOfRealLength);
        DBCluster described = rds.describedCluster("shop");

        Map<String, String> tags = tagsOf(take("shop"));

        assertThat(pieces(tags))
                .as("tags that the settings of the largest cluster take (12 when this was written)")
                .isBetween(6L, 15L);
        assertThat(events.of(RunEvent.Warned.class)).isEmpty();
        CapturedSettings read = settingsOf(tags);
        assertThat(lostMembers(read.cluster())).containsExactlyElementsOf(lostMembers(described));
        assertThat(read.instances()).hasSize(15);
        for (DBInstance member : read.instances()) {
            DBInstance original = rds.describedInstance(member.dbInstanceIdentifier());
            assertThat(lostMembers(member)).containsExactlyElementsOf(lostMembers(original));
            assertThat(member.tagList()).isEqualTo(original.tagList());
        }
    }

    @Test
    void tagsThatRdsCopiesAreCounted() {
        rds.instance("orders").copyTagsToSnapshot(true);
        IntStream.range(0, 36).forEach(i -> rds.instance("orders").tag("own-" + i, "value"));
        rds.instance("orders").tag("aws:cloudformation:stack-name", "orders");

        Map<String, String> tags = tagsOf(take("orders"));

        assertThat(tags).hasSizeLessThanOrEqualTo(50).containsKey("own-35");
        assertThat(settingsOf(tags).instances().get(0).tagList()).hasSize(36);
        assertThat(events.of(RunEvent.Warned.class)).isEmpty();
    }

    @Test
    void withoutRoomForThemTheReadableOnesStayAndTheManifestIsNeeded() {
        rds.instance("orders").copyTagsToSnapshot(true);
        IntStream.range(0, 43).forEach(i -> rds.instance("orders").tag("own-" + i, "value"));

        RestorePoint point = take("orders");

        Map<String, String> tags = tagsOf(point);
        assertThat(tags).containsEntry("ordermig:managed", "true").containsEntry("ordermig:settings", "none");
        assertThat(CapturedSettings.ofTags(tags)).isEmpty();
        assertThat(events.of(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warning -> assertThat(warning.text())
                        .contains("no room for the settings of orders")
                        .contains("Keep the manifest"));
        assertThat(Manifest.path(manifests(), point.id())).exists();
    }

    @Test
    void ownTagsAreGivenUpBeforeTheOtherSettings() {
        IntStream.range(0, 45).forEach(i -> rds.instance("orders").tag("own-" + i, unpredictable(i)));

        Map<String, String> tags = tagsOf(take("orders"));

        assertThat(settingsOf(tags).instances().get(0).hasTagList()).isTrue();
        assertThat(settingsOf(tags).instances().get(0).tagList().size()).isZero();
        assertThat(events.of(RunEvent.Warned.class))
                .singleElement()
                .satisfies(warning -> assertThat(warning.text()).contains("no room for the tags of orders"));
    }

    /** Those of AWS do not get shorter by deflating, as those of the simulator do. */
    private void withIdentifiersOfRealLength(String instance) {
        String random = unpredictable(instance.hashCode());
        rds.instance(instance)
                .set(settings ->
                        settings.dbiResourceId("db-" + random.substring(0, 26).toUpperCase(Locale.ROOT)));
        if (rds.describedInstance(instance).dbClusterIdentifier() == null) {
            UUID key = UUID.nameUUIDFromBytes(random.getBytes(StandardCharsets.UTF_8));
            rds.instance(instance)
                    .encryptedWith("arn:aws:kms:eu-central-1:123456789012:key/" + key)
                    .securityGroups(IntStream.range(0, 5)
                            .mapToObj(i -> "sg-0%016x"
                                    .formatted(random.substring(i, i + 40).hashCode() * 0x9E3779B97F4A7C15L))
                            .toArray(String[]::new));
        }
    }

    private static String unpredictable(int seed) {
        java.util.Random random = new java.util.Random(seed);
        return random.ints(256, 'A', 'Z')
                .mapToObj(c -> String.valueOf((char) c))
                .collect(Collectors.joining());
    }

    @Test
    void ownTagsAreThereWhenRdsDoesNotCopyThem() {
        rds.instance("orders").tag("team", "orders").tag("ordermig:run", "of-the-snapshot-it-was-restored-from");

        DBInstance read = settingsOf(tagsOf(take("orders"))).instances().get(0);

        assertThat(read.tagList())
                .containsExactly(Tag.builder().key("team").value("orders").build());
    }

    @Test
    void piecesInheritedFromAnEarlierSnapshotAreNotTakenForOnesOwn() {
        rds.instanceWithEverySettingSet("old")
                .tag("padding", unpredictable(1) + unpredictable(2).substring(0, 0));
        Map<String, String> inherited = tagsOf(take("old"));
        rds.instance("orders").copyTagsToSnapshot(true);
        inherited.forEach((key, value) -> {
            if (key.startsWith("ordermig:")) {
                rds.instance("orders").tag(key, value);
            }
        });

        Map<String, String> tags = tagsOf(take("orders"));

        assertThat(settingsOf(tags).instances().get(0).dbInstanceIdentifier()).isEqualTo("orders");
        assertThat(tags).containsEntry("ordermig:source", "orders");
    }

    @Test
    void damagedOnesAreNoSettings() {
        rds.instance("orders");
        Map<String, String> tags = tagsOf(take("orders"));
        assertThat(CapturedSettings.ofTags(tags)).isPresent();

        for (String key : new TreeSet<>(tags.keySet())) {
            if (key.startsWith("ordermig:settings")) {
                Map<String, String> damaged = new LinkedHashMap<>(tags);
                damaged.remove(key);
                assertThat(CapturedSettings.ofTags(damaged))
                        .as("without " + key)
                        .isEmpty();
                damaged.put(key, tags.get(key).replaceFirst("[0-9a-f]$|[a-z]", "9"));
                assertThat(CapturedSettings.ofTags(damaged))
                        .as("with another " + key)
                        .isEmpty();
            }
        }
    }

    @Test
    void valuesAreMadeFit() {
        assertThat(SnapshotTags.fit("staging#2 (eu)")).isEqualTo("staging_2 _eu_");
        assertThat(SnapshotTags.fit("Größe/a=b+c-d@e.f:g_h")).isEqualTo("Größe/a=b+c-d@e.f:g_h");
        assertThat(SnapshotTags.fit("aws:production")).isEqualTo("_aws:production");
        assertThat(SnapshotTags.fit("x".repeat(300))).hasSize(256);
        assertThat(SnapshotTags.fit("  ")).isEmpty();
    }

    @Test
    void eachNameIsOneOfTheApi() {
        Set<String> known = new TreeSet<>();
        for (SdkPojo pojo :
                List.of(DBInstance.builder().build(), DBCluster.builder().build())) {
            pojo.sdkFields().stream().map(SdkField::memberName).forEach(known::add);
        }

        assertThat(known).containsAll(LostSettings.NAMES);
    }
}
