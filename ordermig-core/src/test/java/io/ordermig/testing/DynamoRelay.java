package io.ordermig.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.CRC32;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Stands between clients and DynamoDB Local, passes calls on and keeps them, and spoils those that a test wants spoilt.
 */
public final class DynamoRelay implements AutoCloseable {

    static {
        // or each answer waits 40 ms for the client's acknowledgement of its headers; read when the first server is
        // made
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final Set<String> HEADERS = Set.of("x-amz-target", "authorization", "x-amz-date", "content-type");

    private final URI target;
    private final HttpServer server;
    private final HttpClient upstream;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Judge judge = call -> Fate.PASS;

    /**
     * A call on its way.
     *
     * @param operation such as {@code UpdateItem}
     * @param number counts the calls of that operation, from 1
     * @param body the request in JSON
     */
    public record Call(String operation, int number, String body) {}

    /** What becomes of a call. */
    public enum Fate {
        /** It is passed on. */
        PASS,
        /** It is refused, as when there is no capacity left. */
        THROTTLED,
        /** It is refused, as when somebody else has begun a transaction with the item. */
        IN_TRANSACTION,
        /** It is refused, as when DynamoDB fails. */
        FAILED,
        /** The connection breaks before it arrives. */
        LOST,
        /** It arrives, and the connection breaks before the answer does. */
        ANSWER_LOST
    }

    /** Decides on calls, and may do something else before they are passed on. */
    @FunctionalInterface
    public interface Judge {
        Fate of(Call call);
    }

    /** A relay to a server. */
    public DynamoRelay(URI target) {
        this.target = target;
        this.upstream =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /** From now on, that one decides. */
    public DynamoRelay judge(Judge next) {
        judge = next;
        return this;
    }

    /** Where clients find it. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A client that comes through here and repeats nothing by itself. */
    public DynamoDbClient client() {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint())
                .region(TestDynamo.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestDynamo.CREDENTIAL, TestDynamo.CREDENTIAL)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(overrides -> overrides.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    /** The calls of an operation so far. */
    public List<Call> calls(String operation) {
        return calls.stream().filter(call -> call.operation().equals(operation)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String operation = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"))
                    .replaceAll(".*\\.", "");
            Call call = kept(operation, new String(body, StandardCharsets.UTF_8));
            switch (judge.of(call)) {
                case PASS -> answer(exchange, pass(exchange, body));
                case THROTTLED -> refuse(exchange, 400, "ProvisionedThroughputExceededException");
                case IN_TRANSACTION -> refuse(exchange, 400, "TransactionConflictException");
                case FAILED -> refuse(exchange, 500, "InternalServerError");
                case LOST -> exchange.close();
                case ANSWER_LOST -> pass(exchange, body);
            }
        }
    }

    private synchronized Call kept(String operation, String body) {
        Call call = new Call(operation, calls(operation).size() + 1, body);
        calls.add(call);
        return call;
    }

    private HttpResponse<byte[]> pass(HttpExchange exchange, byte[] body) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target).POST(BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, values.get(0));
            }
        });
        try {
            return upstream.send(request.build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        send(exchange, response.statusCode(), response.body());
    }

    private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
        String body =
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\",\"message\":\"as the test wants\"}";
        send(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
        exchange.getResponseHeaders().set("x-amz-crc32", Long.toString(crc.getValue()));
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
