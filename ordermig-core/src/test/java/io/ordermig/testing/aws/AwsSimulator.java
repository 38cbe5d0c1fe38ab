package io.ordermig.testing.aws;

import io.ordermig.testing.aws.dynamo.SimulatedDynamo;
import io.ordermig.testing.aws.rds.SimulatedRds;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * AWS in this JVM: an HTTP server on the loopback address to which the SDK's real clients talk, one endpoint for all
 * services. It keeps every call, can let anything go wrong, and counts as a violation what the SDK's models do not
 * allow. Thread-safe.
 */
public final class AwsSimulator implements AutoCloseable {

    private final SimulatedClock clock;
    private final Identities identities;
    private final Permissions permissions = new Permissions();
    private final Faults faults = new Faults();
    private final CallLog log = new CallLog();
    private final Directory directory;
    private final AwsBasicCredentials credentials;
    private final HttpFront front;

    private AwsSimulator(SimulatedClock clock, int port, List<SimulatedService> more) {
        this.clock = clock;
        identities = new Identities(clock);
        credentials = identities.user("ordermig");
        directory = new Directory(services(more));
        front = new HttpFront(port, new CallHandler(directory, identities, permissions, faults, log, clock));
    }

    private List<SimulatedService> services(List<SimulatedService> more) {
        List<SimulatedService> services = new ArrayList<>();
        services.add(new SimulatedRds(clock, SimulatedAccount.REGION));
        services.add(new SimulatedSns(clock));
        services.add(new SimulatedCloudWatch(clock));
        services.add(new SimulatedParameterStore(clock));
        services.add(new SimulatedSecretsManager(clock));
        services.add(new SimulatedSts(clock, identities));
        services.add(new SimulatedDynamo(clock));
        services.addAll(more);
        return services;
    }

    /** Starts a simulator on a free port. */
    public static AwsSimulator start(SimulatedClock clock, SimulatedService... more) {
        return start(0, clock, more);
    }

    /**
     * Starts a simulator.
     *
     * @param port the port, or 0 for a free one
     * @param clock the time that the services live in
     * @param more services beside its own, or instead of those of the same name
     */
    public static AwsSimulator start(int port, SimulatedClock clock, SimulatedService... more) {
        return new AwsSimulator(clock, port, List.of(more));
    }

    /** The time that the services live in. */
    public SimulatedClock clock() {
        return clock;
    }

    /** Where all services answer. */
    public URI endpoint() {
        return front.endpoint();
    }

    /** An access key that is known and may do everything, until something else is said. */
    public AwsCredentials credentials() {
        return credentials;
    }

    /** A client of this simulator, such as {@code simulator.client(RdsClient.builder())}. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, credentials);
    }

    /** A client of this simulator, with credentials of its own. */
    public <B extends AwsClientBuilder<B, C>, C> C client(B builder, AwsCredentials signing) {
        return builder.endpointOverride(endpoint())
                .region(Region.of(SimulatedAccount.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(signing))
                .build();
    }

    /** The system properties that lead the SDK's clients of a JVM here. For a JVM that a test starts, not this one. */
    public Map<String, String> systemProperties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("aws.endpointUrl", endpoint().toString());
        properties.put("aws.region", SimulatedAccount.REGION);
        properties.put("aws.accessKeyId", credentials.accessKeyId());
        properties.put("aws.secretAccessKey", credentials.secretAccessKey());
        return properties;
    }

    /** The environment variables that lead the SDK's clients of a process here, whatever its language. */
    public Map<String, String> environment() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint().toString());
        variables.put("AWS_REGION", SimulatedAccount.REGION);
        variables.put("AWS_ACCESS_KEY_ID", credentials.accessKeyId());
        variables.put("AWS_SECRET_ACCESS_KEY", credentials.secretAccessKey());
        return variables;
    }

    /** One of the services. */
    public <S extends SimulatedService> S service(Class<S> type) {
        return directory.services().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No " + type.getSimpleName() + " here."));
    }

    /** The instances, clusters and snapshots. */
    public SimulatedRds rds() {
        return service(SimulatedRds.class);
    }

    /** The topics, and what was published to them. */
    public SimulatedSns sns() {
        return service(SimulatedSns.class);
    }

    /** The metrics. */
    public SimulatedCloudWatch cloudWatch() {
        return service(SimulatedCloudWatch.class);
    }

    /** The parameters. */
    public SimulatedParameterStore parameterStore() {
        return service(SimulatedParameterStore.class);
    }

    /** The secrets. */
    public SimulatedSecretsManager secretsManager() {
        return service(SimulatedSecretsManager.class);
    }

    /** The tables. */
    public SimulatedDynamo dynamo() {
        return service(SimulatedDynamo.class);
    }

    /** The roles. */
    public SimulatedSts sts() {
        return service(SimulatedSts.class);
    }

    /** Who may sign. */
    public Identities identities() {
        return identities;
    }

    /** What is to go wrong. */
    public Faults faults() {
        return faults;
    }

    /** From now on only these IAM actions are allowed, such as {@code rds:CreateDBSnapshot} or {@code rds:Describe*}. */
    public void allowOnly(Set<String> actions) {
        permissions.allowOnly(actions);
    }

    /** From now on this IAM action is denied. */
    public void deny(String action) {
        permissions.deny(action);
    }

    /** All calls so far, in the order in which they were answered. */
    public List<RecordedCall> calls() {
        return log.calls();
    }

    /** The calls of one service. */
    public List<RecordedCall> calls(String service) {
        return calls().stream().filter(call -> call.service().equals(service)).toList();
    }

    /** The operations of all calls, such as {@code DescribeDBInstances}, in order. */
    public List<String> operations() {
        return calls().stream().map(RecordedCall::operation).toList();
    }

    /** The operations of one service's calls, in order. */
    public List<String> operations(String service) {
        return calls(service).stream().map(RecordedCall::operation).toList();
    }

    /** The requests of one type, in order. */
    public <T> List<T> requests(Class<T> type) {
        return calls().stream()
                .map(RecordedCall::request)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The IAM actions that the calls needed. */
    public Set<String> actions() {
        return calls().stream().flatMap(call -> call.actions().stream()).collect(Collectors.toSet());
    }

    /**
     * What the SDK's models of the services do not allow: unknown operations and members, values of the wrong form; and
     * failures of the simulator itself.
     */
    public List<String> violations() {
        return log.violations();
    }

    /** Forgets the calls and violations so far. */
    public void forget() {
        log.forget();
    }

    /** Tells of each call when it has been answered. */
    public void onCall(Consumer<RecordedCall> listener) {
        log.listen(listener);
    }

    /** Tells of each violation. */
    public void onViolation(Consumer<String> listener) {
        log.listenToViolations(listener);
    }

    /** Stops; calls that are under way lose their connections. */
    @Override
    public void close() {
        front.close();
    }
}
