package io.ordermig.dynamo.ledger;

import static io.ordermig.dynamo.ledger.Ledgers.problemOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ordermig.aws.AwsProblem;
import io.ordermig.problem.Problem;
import io.ordermig.testing.DynamoExtension;
import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.TestTables;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

@ExtendWith(DynamoExtension.class)
@Timeout(120)
class LedgerFailureTest {

    @Test
    void anEndpointThatNobodyListensOnIsNamedAtOnce(TestTables tables) throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        try (DynamoDbClient nobody = TestDynamo.client(URI.create("http://127.0.0.1:" + port))) {
            Ledger ledger = Ledgers.of(tables, "run", nobody);

            assertThat(problemOf(ledger::read).code()).isEqualTo(AwsProblem.UNREACHABLE);
            Problem problem = problemOf(() -> ledger.acquire(Duration.ofMinutes(10), LockListener.NONE));
            assertThat(problem.code()).isEqualTo(AwsProblem.UNREACHABLE);
            assertThat(problem.changed()).isEqualTo(Problem.NOTHING_CHANGED);
        }
    }

    @Test
    void anActionThatIsNotAllowedIsNamed(TestTables tables) throws IOException {
        try (Stub stub = new Stub(
                        400,
                        "com.amazon.coral.service#AccessDeniedException",
                        "User: arn:aws:iam::123456789012:user/ci is not authorized to perform: dynamodb:Query on"
                                + " resource: arn:aws:dynamodb:eu-central-1:123456789012:table/ordermig_ledger");
                DynamoDbClient client = TestDynamo.client(stub.endpoint())) {
            Ledger ledger = Ledgers.of(tables, "run", client);

            Problem problem = problemOf(ledger::read);

            assertThat(problem.code()).isEqualTo(AwsProblem.ACCESS_DENIED);
            assertThat(problem.what()).contains("dynamodb:Query");
            assertThat(problemOf(() -> Ledgers.acquire(ledger)).code()).isEqualTo(AwsProblem.ACCESS_DENIED);
        }
    }

    @Test
    void aLockThatCannotBeGivenBackDoesNotHideHowTheRunEnded(TestTables tables) {
        FaultyCalls way = new FaultyCalls();
        LedgerLock lock = Ledgers.acquire(Ledgers.of(tables, "run", way.client(tables)));
        way.cut();

        lock.close();

        assertThat(Ledgers.of(tables, "any").read().holder()).contains(lock.holder());
    }

    /** Answers everything with one error, which DynamoDB Local never gives. */
    private static final class Stub implements AutoCloseable {
        private final HttpServer server;

        Stub(int status, String type, String message) throws IOException {
            byte[] body =
                    ("{\"__type\":\"" + type + "\",\"Message\":\"" + message + "\"}").getBytes(StandardCharsets.UTF_8);
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }

        URI endpoint() {
            return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
