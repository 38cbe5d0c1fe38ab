package io.ordermig.notification;

import io.ordermig.aws.Aws;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Publishes to an SNS topic, in the topic's own region. Nothing is looked up before the first notification. Thread-safe.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS API Reference, Publish</a>
 */
public final class SnsNotifier implements Notifier {

    private static final String ACTION = "sns:Publish";
    private static final Pattern TOPIC = Pattern.compile("arn:[^:]+:sns:([a-z0-9-]+):[^:]+:[^:]+");
    /** A FIFO topic keeps the order within a group. */
    private static final String GROUP = "ordermig";

    private final Aws aws;
    private final String topicArn;
    private final Duration timeout;
    private @Nullable SnsClient client;

    /**
     * A notifier for a topic.
     *
     * @param aws the way there; stays the caller's to close
     * @param topicArn the topic, FIFO or not
     * @param timeout how long one notification may take, finding credentials included
     */
    public SnsNotifier(Aws aws, String topicArn, Duration timeout) {
        this.aws = aws;
        this.topicArn = topicArn;
        this.timeout = timeout;
    }

    @Override
    public void send(Notification notification) {
        Matcher arn = TOPIC.matcher(topicArn);
        if (!arn.matches()) {
            throw unusable("This is not the ARN of an SNS topic: " + topicArn, "", null);
        }
        PublishRequest request = request(notification);
        Aws.within(timeout, ACTION, () -> publish(client(arn.group(1)), request));
    }

    private PublishResponse publish(SnsClient sns, PublishRequest request) {
        try {
            return sns.publish(request);
        } catch (NotFoundException e) {
            throw unusable("The SNS topic " + topicArn + " does not exist.", said(e), e);
        } catch (InvalidParameterException e) {
            if (said(e).contains("TopicArn")) {
                throw unusable("SNS does not take " + topicArn + " for a topic.", said(e), e);
            }
            throw e;
        }
    }

    private PublishRequest request(Notification notification) {
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        notification
                .attributes()
                .forEach((name, value) -> attributes.put(
                        name,
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(value)
                                .build()));
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(topicArn)
                .subject(notification.subject())
                .message(notification.text())
                .messageAttributes(attributes);
        if (topicArn.endsWith(".fifo")) {
            // The SDK repeats the call with the same id, and SNS then delivers it once.
            request.messageGroupId(GROUP)
                    .messageDeduplicationId(UUID.randomUUID().toString());
        }
        return request.build();
    }

    private synchronized SnsClient client(String region) {
        if (client == null) {
            client = aws.client(SnsClient.builder(), region, timeout);
        }
        return client;
    }

    private static OrdermigException unusable(String what, String said, @Nullable SnsException cause) {
        return new OrdermigException(
                Problem.of(NotificationProblem.TOPIC_UNUSABLE, what)
                        .where("parameter notificationTopic")
                        .detail(said)
                        .fix(Remedy.set(
                                "notificationTopic",
                                "arn:aws:sns:<region>:<account>:<name>",
                                "or the parameter migration-notification-topic in Parameter Store"))
                        .fix("aws sns list-topics shows the topics of a region.")
                        .changed("what the goal did; this is only about telling of it")
                        .build(),
                cause);
    }

    private static String said(SnsException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : e.awsErrorDetails().errorMessage();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
