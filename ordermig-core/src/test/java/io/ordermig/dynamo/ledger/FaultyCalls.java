package io.ordermig.dynamo.ledger;

import io.ordermig.testing.TestDynamo;
import io.ordermig.testing.TestTables;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A way to DynamoDB Local on which things go wrong: it is cut, or answers get lost after calls had their effect. */
final class FaultyCalls implements ExecutionInterceptor {

    private final AtomicInteger lostAnswers = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private volatile String operation = "";
    private volatile boolean cut;

    DynamoDbClient client(TestTables tables) {
        return DynamoDbClient.builder()
                .endpointOverride(tables.endpoint())
                .region(TestDynamo.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(TestDynamo.CREDENTIAL, TestDynamo.CREDENTIAL)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(config -> config.addExecutionInterceptor(this))
                .build();
    }

    /** Nothing gets through any more. */
    void cut() {
        cut = true;
    }

    /** Things get through again. */
    void mend() {
        cut = false;
    }

    /** The next answers of an operation get lost, which the SDK takes for a failure of the server. */
    void loseAnswers(String of, int count) {
        operation = of;
        lostAnswers.set(count);
    }

    /** How many answers were lost. */
    int lost() {
        return lost.get();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        if (cut) {
            throw SdkClientException.create("the way is cut");
        }
    }

    @Override
    public SdkHttpResponse modifyHttpResponse(Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        boolean concerned =
                attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME).equals(operation);
        if (concerned && lostAnswers.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            lost.incrementAndGet();
            return SdkHttpFullResponse.builder()
                    .statusCode(500)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .build();
        }
        return context.httpResponse();
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        if (context.httpResponse().statusCode() == 500) {
            byte[] text = "{\"__type\":\"com.amazonaws.dynamodb.v20120810#InternalServerError\"}"
                    .getBytes(StandardCharsets.UTF_8);
            return Optional.of(new ByteArrayInputStream(text));
        }
        return context.responseBody();
    }
}
