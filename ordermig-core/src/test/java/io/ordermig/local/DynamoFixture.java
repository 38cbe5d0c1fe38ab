package io.ordermig.local;

import io.ordermig.testing.JavaSources;
import io.ordermig.testing.TestDynamo;
import io.ordermig.time.Sleeper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What the tests of DynamoDB Local share. */
final class DynamoFixture {

    private DynamoFixture() {}

    static LocalDynamoConfig config(Path directory) {
        return config(directory, TestDynamo.classPath(), 0, LocalFixture.PATIENCE);
    }

    static LocalDynamoConfig config(Path directory, List<Path> classPath, int port, Duration startTimeout) {
        return new LocalDynamoConfig(directory, classPath, port, startTimeout, 64);
    }

    static LocalDynamo open(Path directory) {
        return LocalDynamo.open(config(directory), Sleeper.SYSTEM);
    }

    static DynamoFolder folder(Path directory) throws IOException {
        return new DynamoFolder(directory.toRealPath().resolve("dynamodb"));
    }

    static boolean serverRuns(Path directory) throws IOException {
        return DynamoProcess.running(folder(directory)).isPresent();
    }

    static long serverPid(Path directory) throws IOException {
        return DynamoProcess.running(folder(directory)).orElseThrow().pid();
    }

    static List<String> tables(LocalDynamo dynamo) {
        try (DynamoDbClient client = TestDynamo.client(dynamo.endpoint())) {
            return client.listTables().tableNames();
        }
    }

    static void create(LocalDynamo dynamo, String table) {
        try (DynamoDbClient client = TestDynamo.client(dynamo.endpoint())) {
            client.createTable(request -> request.tableName(table)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .attributeDefinitions(id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                    .keySchema(key -> key.attributeName("id").keyType(KeyType.HASH)));
        }
    }

    /** The class path of a program that stands in for DynamoDB Local. */
    static List<Path> program(Path folder, String body) {
        String source = "package software.amazon.dynamodb.services.local.main;"
                + " public class ServerRunner { public static void main(String[] arguments) throws Exception { " + body
                + " } }";
        return List.of(JavaSources.compile(folder.resolve("stand-in"), Map.of(TestDynamo.MAIN_CLASS, source)));
    }

    /** Stops what a test may have left running, whatever happened. */
    static void cleanUp(Path directory) throws IOException {
        if (Files.isDirectory(directory.resolve("dynamodb")) && serverRuns(directory)) {
            LocalFixture.kill(serverPid(directory));
        }
    }
}
