package io.ordermig.testing.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

@ExtendWith(AwsSimulatorExtension.class)
class AwsSimulatorTest {

    private static final String USER = "arn:aws:iam::123456789012:user/ordermig";

    private final AwsSimulator simulator;
    private final String topic;
    private final SnsClient sns;

    AwsSimulatorTest(AwsSimulator simulator) {
        this.simulator = simulator;
        topic = simulator.sns().createTopic("migrations");
        sns = simulator.client(SnsClient.builder());
        simulator.parameterStore().put("/a", "x");
    }

    private void publish() {
        sns.publish(request -> request.topicArn(topic).message("text"));
    }

    private static String code(Throwable e) {
        return ((AwsServiceException) e).awsErrorDetails().errorCode();
    }

    @Test
    void recordsEachCall() {
        publish();
        simulator.client(SsmClient.builder()).getParameter(request -> request.name("/a"));

        RecordedCall call = simulator.calls("sns").get(0);
        assertThat(call.at()).isEqualTo(AwsSimulatorExtension.START);
        assertThat(call.operation()).isEqualTo("Publish");
        assertThat(call.principal()).isEqualTo(USER);
        assertThat(call.region()).isEqualTo("eu-central-1");
        assertThat(call.userAgent()).contains("aws-sdk-java");
        assertThat(call.outcome()).isEqualTo(RecordedCall.OK);
        assertThat(simulator.operations()).containsExactly("Publish", "GetParameter");
        assertThat(simulator.operations("ssm")).containsExactly("GetParameter");
        assertThat(simulator.requests(PublishRequest.class))
                .extracting(PublishRequest::message)
                .containsExactly("text");
        assertThat(simulator.actions()).containsExactlyInAnyOrder("sns:Publish", "ssm:GetParameter");
    }

    @Test
    void tellsListenersOfEachCall() {
        List<String> heard = new ArrayList<>();
        simulator.onCall(call -> heard.add(call.toString()));

        publish();

        assertThat(heard).containsExactly("2040-03-01T02:00:00Z sns:Publish OK (" + USER + ", eu-central-1)");
    }

    @Test
    void allowsOnlyWhatItIsTold() {
        simulator.allowOnly(Set.of("ssm:Get*", "sns:Subscribe"));

        simulator.client(SsmClient.builder()).getParameter(request -> request.name("/a"));
        assertThatThrownBy(this::publish)
                .isInstanceOf(AuthorizationErrorException.class)
                .hasMessageContaining("User: " + USER + " is not authorized to perform: sns:Publish on resource: "
                        + topic + " because no identity-based policy allows the sns:Publish action");
        assertThat(simulator.sns().messages()).isEmpty();
    }

    @Test
    void deniesWhatItIsTold() {
        simulator.deny("ssm:GetParameter");

        publish();
        assertThatThrownBy(() -> simulator.client(SsmClient.builder()).getParameter(request -> request.name("/a")))
                .hasMessageContaining("is not authorized to perform: ssm:GetParameter on resource:"
                        + " arn:aws:ssm:eu-central-1:123456789012:parameter/a"
                        + " with an explicit deny in an identity-based policy")
                .satisfies(e -> assertThat(code(e)).isEqualTo("AccessDeniedException"));
    }

    @Test
    void letsAnybodyAskWhoTheyAre() {
        simulator.allowOnly(Set.of());

        assertThat(simulator.client(StsClient.builder()).getCallerIdentity().arn())
                .isEqualTo(USER);
    }

    @Test
    void doesNotKnowEveryKey() {
        AwsBasicCredentials stranger = AwsBasicCredentials.create("AKIASTRANGER", "secret");

        assertThatThrownBy(() -> simulator.client(StsClient.builder(), stranger).getCallerIdentity())
                .satisfies(e -> assertThat(code(e)).isEqualTo("InvalidClientTokenId"));
        assertThatThrownBy(() ->
                        simulator.client(SsmClient.builder(), stranger).getParameter(request -> request.name("/a")))
                .satisfies(e -> assertThat(code(e)).isEqualTo("UnrecognizedClientException"));
        assertThat(simulator.calls()).extracting(RecordedCall::principal).containsOnly("");
    }

    @Test
    void tellsUsersApart() {
        AwsBasicCredentials operator = simulator.identities().user("operator");

        simulator.client(StsClient.builder(), operator).getCallerIdentity();
        simulator.client(StsClient.builder()).getCallerIdentity();

        assertThat(simulator.calls())
                .extracting(RecordedCall::principal)
                .containsExactly("arn:aws:iam::123456789012:user/operator", USER);
    }

    @Test
    void letsCredentialsExpire() {
        simulator.identities().expire(simulator.credentials());

        assertThatThrownBy(this::publish).satisfies(e -> assertThat(code(e)).isEqualTo("ExpiredToken"));
    }

    @Test
    void wantsASignature() {
        SnsClient unsigned = SnsClient.builder()
                .endpointOverride(simulator.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build();

        assertThatThrownBy(() ->
                        unsigned.publish(request -> request.topicArn(topic).message("text")))
                .satisfies(e -> assertThat(code(e)).isEqualTo("MissingAuthenticationToken"));
    }

    @Test
    void countsAnOperationThatItDoesNotSimulateAsAViolation() {
        assertThatThrownBy(
                        () -> sns.subscribe(request -> request.topicArn(topic).protocol("email")))
                .satisfies(e -> assertThat(code(e)).isEqualTo("SimulatorFailure"));

        assertThat(simulator.violations()).singleElement().asString().contains("Subscribe is not simulated");
        simulator.forget();
    }

    @Test
    void countsAnUnknownOperationAsAViolation() throws Exception {
        assertThat(post("sns", "Action=Shout&Version=2010-03-31")).contains("<Code>InvalidAction</Code>");

        assertThat(simulator.violations()).containsExactly("The SDK's model of sns has no operation Shout.");
        simulator.forget();
    }

    @Test
    void countsAnUnknownMemberAsAViolation() throws Exception {
        assertThat(post("sns", "Action=Publish&Version=2010-03-31&TopicArn=a&Messsage=text"))
                .contains("<Code>SimulatorUnknownMember</Code>");

        assertThat(simulator.violations()).containsExactly("The SDK's model of PublishRequest has no Messsage.");
        simulator.forget();
    }

    @Test
    void countsAMemberOfAMemberThatIsNotThereAsAViolation() throws Exception {
        assertThat(post("rds", "Action=DescribeDBSnapshots&Version=2014-10-31&Filters.Filter.1.Nam=a"))
                .contains("<Code>SimulatorUnknownMember</Code>", "Filters.1.Nam");
        simulator.forget();
    }

    @Test
    void countsAServiceThatItDoesNotHaveAsAViolation() throws Exception {
        assertThat(post("iam", "Action=ListUsers&Version=2010-05-08")).contains("<Code>SimulatorUnknownService</Code>");

        assertThat(simulator.violations()).containsExactly("The simulator has no service iam.");
        simulator.forget();
    }

    @Test
    void countsAValueOfTheWrongFormAsAViolation() throws Exception {
        assertThat(post("sts", "Action=AssumeRole&Version=2011-06-15&DurationSeconds=soon"))
                .contains("<Code>SimulatorMalformedValue</Code>", "DurationSeconds");
        assertThat(post("sts", "Action=AssumeRole&Version=2011-06-15&Tags.member.2.Key=a"))
                .contains("<Code>SimulatorMalformedValue</Code>", "Tags");
        assertThat(post("sts", "Action=AssumeRole&Version=2011-06-15&Tags.Tag.1.Key=a"))
                .contains("<Code>SimulatorMalformedValue</Code>", "Tags");

        assertThat(simulator.violations()).hasSize(3);
        simulator.forget();
    }

    private String post(String service, String form) throws IOException, InterruptedException {
        String scope = simulator.credentials().accessKeyId() + "/20400301/eu-central-1/" + service + "/aws4_request";
        HttpRequest request = HttpRequest.newBuilder(simulator.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Authorization", "AWS4-HMAC-SHA256 Credential=" + scope + ", SignedHeaders=host, Signature=0")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(400);
        return response.body();
    }

    @Test
    void saysHowToLeadOthersToIt() {
        URI endpoint = simulator.endpoint();

        assertThat(simulator.systemProperties())
                .containsEntry("aws.endpointUrl", endpoint.toString())
                .containsEntry("aws.region", "eu-central-1")
                .containsKeys("aws.accessKeyId", "aws.secretAccessKey");
        assertThat(simulator.environment())
                .containsEntry("AWS_ENDPOINT_URL", endpoint.toString())
                .containsEntry("AWS_REGION", "eu-central-1")
                .containsKeys("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY");
        assertThat(endpoint.getHost()).isEqualTo("localhost");
    }
}
