package io.ordermig.aws;

import io.ordermig.config.AwsConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.client.config.SdkAdvancedClientOption;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.auth.StsAssumeRoleCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The way to AWS for one run: region, credentials, and clients that share both. Nothing is looked up before it is
 * needed; what is missing is found within seconds, also where the SDK would ask the machine's metadata service for
 * minutes. Endpoints are the SDK's own settings ({@code AWS_ENDPOINT_URL}, {@code AWS_ENDPOINT_URL_RDS} …).
 * Thread-safe. Close it to let go of connections.
 */
public final class Aws implements AutoCloseable {

    private static final Duration LOOKUP = Duration.ofSeconds(15);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ATTEMPT = Duration.ofSeconds(20);
    static final Duration CALL = Duration.ofMinutes(1);

    /** The code of servers that have not all of a service's operations, as DynamoDB Local has not. */
    public static final String UNKNOWN_OPERATION = "UnknownOperationException";

    /** DynamoDB Local wants letters and digits. */
    private static final String ANYBODY = "local";

    private final AwsConfig config;
    private final String run;
    private @Nullable Region region;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable SdkHttpClient http;
    private @Nullable StsClient sts;

    /**
     * The way to AWS.
     *
     * @param run the id of the run, by which a role's sessions can be told in CloudTrail
     */
    public Aws(AwsConfig config, String run) {
        this.config = config;
        this.run = run;
    }

    /** A client of the region, with limits of a minute a call and 20 seconds an attempt. The caller closes it. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder) {
        return client(builder, region().id(), CALL);
    }

    /**
     * A client of a region.
     *
     * @param regionId the region, such as that of an ARN; empty for the run's own
     * @param limit how long a call may take, its repetitions included
     */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(
            B builder, String regionId, Duration limit) {
        return builder.region(regionId.isEmpty() ? region() : Region.of(regionId))
                .credentialsProvider(credentials())
                .httpClient(http())
                .overrideConfiguration(overrides(limit))
                .build();
    }

    private static ClientOverrideConfiguration overrides(Duration limit) {
        return ClientOverrideConfiguration.builder()
                .apiCallTimeout(limit)
                .apiCallAttemptTimeout(limit.compareTo(ATTEMPT) < 0 ? limit : ATTEMPT)
                .retryStrategy(RetryMode.STANDARD)
                .putAdvancedOption(SdkAdvancedClientOption.USER_AGENT_PREFIX, "ordermig")
                .build();
    }

    /**
     * A client of a server on this machine that takes any credentials, such as DynamoDB Local. The caller closes it.
     *
     * @param endpoint where it listens
     */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C localClient(
            B builder, String endpoint) {
        return builder.endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANYBODY, ANYBODY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ATTEMPT)
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariablesValues(false)
                                .build()))
                .overrideConfiguration(overrides(CALL))
                .build();
    }

    /**
     * Calls AWS and says what is wrong when that fails.
     *
     * @param action the IAM action of the call, such as {@code rds:CreateDBSnapshot}
     * @throws OrdermigException with an {@link AwsProblem}
     */
    public static <T> T call(String action, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw AwsFailures.translate(action, e);
        }
    }

    /**
     * Does work that calls AWS, in a limited time. All of it counts: finding region and credentials, making a client, the
     * call and its repetitions. Work that is late is left to itself, and may yet have its effect.
     *
     * @param action the IAM action of the call, such as {@code sns:Publish}
     * @throws OrdermigException when it fails or is late; nothing else is thrown
     */
    public static <T> T within(Duration limit, String action, Supplier<T> work) {
        try {
            return Bounded.within(limit, "ordermig-aws-call", () -> call(action, work))
                    .orElseThrow(() -> AwsFailures.late(action, limit));
        } catch (OrdermigException e) {
            throw e;
        } catch (RuntimeException e) {
            throw AwsFailures.unforeseen(action, e);
        }
    }

    /** The code that AWS answered a call with, such as {@code ValidationException}; empty when it did not answer. */
    public static String code(OrdermigException e) {
        return e.getCause() instanceof AwsServiceException answer ? AwsFailures.code(answer) : "";
    }

    /** What AWS answered a call with; empty when it did not answer. */
    public static String message(OrdermigException e) {
        return e.getCause() instanceof AwsServiceException answer ? AwsFailures.message(answer) : "";
    }

    /** Whether the same call may succeed a moment later. */
    public static boolean isPassing(OrdermigException e) {
        return e.problem().code() == AwsProblem.THROTTLED
                || e.problem().code() == AwsProblem.BUSY
                || e.problem().code() == AwsProblem.UNAVAILABLE
                || e.problem().code() == AwsProblem.UNREACHABLE;
    }

    /**
     * Makes sure that region and credentials are there, without calling a service.
     *
     * @throws OrdermigException with what is missing
     */
    public void require() {
        region();
        credentials();
    }

    /** The region of the run. */
    public synchronized Region region() {
        if (region == null) {
            region = config.region().isEmpty() ? regionOfChain() : Region.of(config.region());
        }
        return region;
    }

    private Region regionOfChain() {
        SdkClientException cause = null;
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            if (!config.profile().isEmpty()) {
                chain.profileName(config.profile());
            }
            Optional<Region> found = Bounded.within(
                    LOOKUP, "ordermig-aws-region", () -> chain.build().getRegion());
            if (found.isPresent()) {
                return found.get();
            }
        } catch (SdkClientException e) {
            cause = e;
        }
        throw new OrdermigException(
                Problem.of(AwsProblem.REGION_MISSING, "The AWS region is not known.")
                        .detail("AWS_REGION is not set, the "
                                + (config.profile().isEmpty() ? "profile in use" : "profile " + config.profile())
                                + " has none, and this machine has no metadata service that knows it.")
                        .fix(Remedy.set("awsRegion", "<region>", "(such as eu-central-1)"))
                        .fix("Or set AWS_REGION, or give the profile in ~/.aws/config a region.")
                        .build(),
                cause);
    }

    /** The credentials of the run: those of the SDK's chain, or of the role that is assumed with them. */
    public synchronized AwsCredentialsProvider credentials() {
        if (credentials == null) {
            AwsCredentialsProvider found = config.roleArn().isEmpty() ? base() : assumed(base());
            checked(found);
            credentials = found;
        }
        return credentials;
    }

    /** A profile that is named is meant, whatever else the shell has. */
    private AwsCredentialsProvider base() {
        return config.profile().isEmpty()
                ? DefaultCredentialsProvider.builder().build()
                : ProfileCredentialsProvider.builder()
                        .profileName(config.profile())
                        .build();
    }

    private AwsCredentialsProvider assumed(AwsCredentialsProvider base) {
        checked(base);
        StsClient client = StsClient.builder()
                .region(region())
                .credentialsProvider(base)
                .httpClient(http())
                .overrideConfiguration(overrides(LOOKUP))
                .build();
        sts = client;
        return StsAssumeRoleCredentialsProvider.builder()
                .stsClient(client)
                .refreshRequest(request -> request.roleArn(config.roleArn()).roleSessionName("ordermig-" + run))
                .build();
    }

    private void checked(AwsCredentialsProvider provider) {
        String action = provider instanceof StsAssumeRoleCredentialsProvider ? "sts:AssumeRole" : "credentials";
        boolean answered;
        try {
            answered = Bounded.within(LOOKUP, "ordermig-aws-credentials", provider::resolveCredentials)
                    .isPresent();
        } catch (SdkException e) {
            throw AwsFailures.translate(action, e);
        }
        if (!answered) {
            throw new OrdermigException(Problem.of(AwsProblem.CREDENTIALS_MISSING, "There are no AWS credentials.")
                    .detail("Nothing that might have some answered within " + LOOKUP.toSeconds() + " seconds.")
                    .fix(Remedy.set("awsProfile", "<profile>", "of ~/.aws/config"))
                    .fix("Or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.")
                    .build());
        }
    }

    private synchronized SdkHttpClient http() {
        if (http == null) {
            http = UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT)
                    .socketTimeout(ATTEMPT)
                    .proxyConfiguration(proxy())
                    .build();
        }
        return http;
    }

    /** AWS speaks HTTPS, so the proxy for that is the one; an endpoint that does not is on this machine, or a test's. */
    private static ProxyConfiguration proxy() {
        Optional<String> endpoint = Stream.of(System.getProperty("aws.endpointUrl"), System.getenv("AWS_ENDPOINT_URL"))
                .filter(Objects::nonNull)
                .findFirst();
        boolean plain = endpoint.filter(url -> url.startsWith("http:")).isPresent();
        return ProxyConfiguration.builder()
                .scheme("https")
                .useSystemPropertyValues(!plain)
                .useEnvironmentVariablesValues(!plain)
                .build();
    }

    @Override
    public synchronized void close() {
        close(credentials instanceof SdkAutoCloseable closeable ? closeable : null);
        close(sts);
        close(http);
        credentials = null;
        sts = null;
        http = null;
    }

    private static void close(@Nullable SdkAutoCloseable part) {
        if (part != null) {
            part.close();
        }
    }
}
