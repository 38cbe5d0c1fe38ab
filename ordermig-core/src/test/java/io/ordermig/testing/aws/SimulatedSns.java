package io.ordermig.testing.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/**
 * SNS: topics that keep what is published to them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SimulatedSns implements SimulatedService {

    private static final int MAX_BYTES = 256 * 1024;
    private static final Pattern TOPIC_ARN =
            Pattern.compile("arn:aws[a-z-]*:sns:[a-z0-9-]+:\\d{12}:[A-Za-z0-9_-]+(\\.fifo)?");
    /** Printable ASCII that begins with neither a space nor anything else that is no letter, number or punctuation. */
    private static final Pattern SUBJECT = Pattern.compile("[!-~][ -~]{0,99}");

    private static final Pattern ATTRIBUTE_NAME =
            Pattern.compile("(?!AWS\\.|Amazon\\.|.*\\.\\.)[A-Za-z0-9_-]([A-Za-z0-9_.-]{0,254}[A-Za-z0-9_-])?");
    private static final Pattern ATTRIBUTE_TYPE = Pattern.compile("(String|String\\.Array|Number|Binary)(\\..+)?");

    private final Clock clock;
    private final Set<String> topics = ConcurrentHashMap.newKeySet();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final Operations operations = new Operations("sns").on("Publish", PublishRequest.class, this::publish);

    /** A message that was published. */
    public record Message(
            Instant at, String topicArn, String subject, String text, Map<String, MessageAttributeValue> attributes) {}

    /** No topics yet. */
    public SimulatedSns(Clock clock) {
        this.clock = clock;
    }

    /** Makes a topic, and says its ARN. */
    public String createTopic(String name) {
        String arn = SimulatedAccount.arn("sns", name);
        topics.add(arn);
        return arn;
    }

    /** What was published, in order. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    @Override
    public String name() {
        return "sns";
    }

    @Override
    public SdkPojo answer(String operation, SdkPojo request) {
        return operations.answer(operation, request);
    }

    private PublishResponse publish(PublishRequest request) {
        String topic = request.topicArn() == null ? request.targetArn() : request.topicArn();
        checkTopic(request, topic);
        checkText(request);
        request.messageAttributes().forEach(SimulatedSns::checkAttribute);
        messages.add(new Message(
                clock.instant(),
                topic,
                request.subject() == null ? "" : request.subject(),
                request.message(),
                request.messageAttributes()));
        return PublishResponse.builder()
                .messageId(String.format("11111111-0000-4000-8000-%012d", messages.size()))
                .build();
    }

    private void checkTopic(PublishRequest request, String topic) {
        if (topic == null
                || request.phoneNumber() != null
                || (request.topicArn() != null && request.targetArn() != null)) {
            throw invalid("TopicArn or TargetArn Reason: exactly one is needed");
        }
        if (!TOPIC_ARN.matcher(topic).matches()) {
            throw invalid("TopicArn Reason: An ARN must have at least 6 elements, not " + topic);
        }
        if (!topics.contains(topic)) {
            throw new SimulatedError(404, "NotFound", "Topic does not exist");
        }
        if (topic.endsWith(".fifo") && request.messageGroupId() == null) {
            throw invalid("The MessageGroupId parameter is required for FIFO topics");
        }
    }

    private static void checkText(PublishRequest request) {
        if (request.message() == null || request.message().isEmpty()) {
            throw invalid("Empty message");
        }
        if (bytes(request) > MAX_BYTES) {
            throw invalid("Message too long");
        }
        if (request.subject() != null && !SUBJECT.matcher(request.subject()).matches()) {
            throw invalid("Subject");
        }
    }

    private static int bytes(PublishRequest request) {
        int bytes = utf8(request.message());
        for (Map.Entry<String, MessageAttributeValue> attribute :
                request.messageAttributes().entrySet()) {
            MessageAttributeValue value = attribute.getValue();
            bytes += utf8(attribute.getKey()) + utf8(value.dataType()) + utf8(value.stringValue());
            bytes += value.binaryValue() == null ? 0 : value.binaryValue().asByteArray().length;
        }
        return bytes;
    }

    private static int utf8(String text) {
        return text == null ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void checkAttribute(String name, MessageAttributeValue value) {
        if (name.length() > 256 || !ATTRIBUTE_NAME.matcher(name).matches()) {
            throw badAttribute("The message attribute name '" + name + "' is not allowed");
        }
        if (value.dataType() == null
                || !ATTRIBUTE_TYPE.matcher(value.dataType()).matches()) {
            throw badAttribute("The message attribute '" + name + "' has an invalid message attribute type");
        }
        boolean binary = value.dataType().startsWith("Binary");
        boolean empty = binary
                ? value.binaryValue() == null || value.binaryValue().asByteArray().length == 0
                : value.stringValue() == null || value.stringValue().isEmpty();
        if (empty) {
            throw badAttribute("The message attribute '" + name + "' must contain non-empty message attribute value");
        }
        if (value.dataType().startsWith("Number") && !isNumber(value.stringValue())) {
            throw badAttribute("Could not cast message attribute '" + name + "' value to number");
        }
    }

    private static boolean isNumber(String text) {
        return text.matches("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?");
    }

    private static SimulatedError invalid(String what) {
        return new SimulatedError(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    private static SimulatedError badAttribute(String what) {
        return new SimulatedError(400, "ParameterValueInvalid", what);
    }
}
