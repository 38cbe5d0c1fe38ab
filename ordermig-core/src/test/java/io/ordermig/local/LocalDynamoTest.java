package io.ordermig.local;

import static io.ordermig.local.DynamoFixture.create;
import static io.ordermig.local.DynamoFixture.open;
import static io.ordermig.local.DynamoFixture.serverPid;
import static io.ordermig.local.DynamoFixture.serverRuns;
import static io.ordermig.local.DynamoFixture.tables;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.local.LocalFixture.Child;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class LocalDynamoTest {

    @TempDir
    Path project;

    Path directory;

    @BeforeEach
    void name() {
        directory = project.resolve("it's $x").resolve(".ordermig");
    }

    @AfterEach
    void stop() throws Exception {
        DynamoFixture.cleanUp(directory);
    }

    @Test
    void keepsTablesAndPortFromRunToRun() throws Exception {
        int port;
        try (LocalDynamo dynamo = open(directory)) {
            assertThat(dynamo.startedHere()).isTrue();
            create(dynamo, "orders");
            port = dynamo.port();
        }
        assertThat(serverRuns(directory)).isFalse();
        assertThat(directory.resolve("dynamodb/leases")).isEmptyDirectory();
        assertThat(directory.resolve("dynamodb/tmp")).isEmptyDirectory();
        assertThat(directory.resolve(".gitignore")).hasContent("*");

        try (LocalDynamo dynamo = open(directory)) {
            assertThat(dynamo.startedHere()).isTrue();
            assertThat(dynamo.port()).isEqualTo(port);
            assertThat(tables(dynamo)).containsExactly("orders");
        }
    }

    @Test
    void theLastOneToLeaveStopsTheServer() throws Exception {
        LocalDynamo first = open(directory);
        create(first, "orders");
        try (LocalDynamo second = open(directory)) {
            assertThat(second.startedHere()).isFalse();
            assertThat(second.endpoint()).isEqualTo(first.endpoint());
            first.close();
            first.close();
            assertThat(tables(second)).containsExactly("orders");
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void ofManyJvmsAtOnceOneStartsItAndTheOthersJoin() throws Exception {
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                children.add(Child.start(LocalDynamoChild.class, "hold", directory));
            }
            List<String> said = new ArrayList<>();
            for (Child child : children) {
                said.add(child.line());
            }
            assertThat(said).filteredOn(line -> line.startsWith("started ")).hasSize(1);
            assertThat(said)
                    .extracting(line -> line.split(" ")[1])
                    .containsOnly(said.get(0).split(" ")[1]);
            for (Child child : children) {
                assertThat(serverRuns(directory)).isTrue();
                assertThat(child.end()).isZero();
            }
        } finally {
            children.forEach(Child::close);
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void theServerOfAKilledJvmIsJoinedAndStopped() throws Exception {
        int port;
        try (Child child = Child.start(LocalDynamoChild.class, "hold", directory)) {
            port = Integer.parseInt(child.line().split(" ")[1]);
            child.kill();
        }
        assertThat(serverRuns(directory)).isTrue();
        try (LocalDynamo dynamo = open(directory)) {
            assertThat(dynamo.startedHere()).isFalse();
            assertThat(dynamo.port()).isEqualTo(port);
        }
        assertThat(serverRuns(directory)).isFalse();
        assertThat(directory.resolve("dynamodb/leases")).isEmptyDirectory();
    }

    @Test
    void startsAgainAfterTheServerWasKilled() throws Exception {
        try (LocalDynamo before = open(directory)) {
            create(before, "orders");
            LocalFixture.kill(serverPid(directory));
            try (LocalDynamo after = open(directory)) {
                assertThat(after.startedHere()).isTrue();
                assertThat(after.port()).isEqualTo(before.port());
                assertThat(tables(after)).containsExactly("orders");
                try (var libraries = Files.list(directory.resolve("dynamodb/tmp"))) {
                    assertThat(libraries).hasSize(1);
                }
            }
            assertThat(tables(before)).containsExactly("orders");
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void theEndOfTheJvmStopsItOnlyIfAsked() throws Exception {
        try (Child child = Child.start(LocalDynamoChild.class, "leave", directory)) {
            assertThat(child.end()).isZero();
        }
        assertThat(serverRuns(directory)).isTrue();
        try (Child child = Child.start(LocalDynamoChild.class, "exit", directory)) {
            assertThat(child.end()).isZero();
        }
        assertThat(serverRuns(directory)).isFalse();
    }

    @Test
    void runsWithinItsLimitsOutOfReachOfCtrlC() throws Exception {
        try (LocalDynamo dynamo = open(directory)) {
            create(dynamo, "orders");
            long pid = serverPid(directory);
            Path line = Path.of("/proc", Long.toString(pid), "cmdline");
            if (Files.exists(line)) {
                assertThat(LocalFixture.text(line).split("\0")).contains("-Xmx64m", "-disableTelemetry");
            }
            LocalFixture.signal("INT", pid);
            LocalFixture.signal("HUP", pid);
            assertThat(tables(dynamo)).containsExactly("orders");
            assertThat(serverPid(directory)).isEqualTo(pid);
        }
    }

    @Test
    void allRegionsAndCredentialsSeeTheSameTables() {
        try (LocalDynamo dynamo = open(directory)) {
            create(dynamo, "orders");
            try (DynamoDbClient other = DynamoDbClient.builder()
                    .endpointOverride(dynamo.endpoint())
                    .region(Region.EU_CENTRAL_1)
                    .credentialsProvider(
                            StaticCredentialsProvider.create(AwsBasicCredentials.create("another", "secret")))
                    .httpClientBuilder(UrlConnectionHttpClient.builder())
                    .build()) {
                assertThat(other.listTables().tableNames()).containsExactly("orders");
            }
        }
    }

    @Test
    void itsLicenceIsNamed() {
        assertThat(LocalDynamo.licence()).contains("Amazon", "licence", "AWS account");
    }
}
