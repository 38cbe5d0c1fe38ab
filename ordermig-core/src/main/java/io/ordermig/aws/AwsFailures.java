package io.ordermig.aws;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Says why a call of AWS failed. Services spell the same failure in different ways. */
final class AwsFailures {

    private static final Set<String> DENIED = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "AuthorizationError",
            "AuthorizationErrorException",
            "NotAuthorized",
            "UnauthorizedOperation");
    private static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired", "TokenRefreshRequired");
    private static final Set<String> UNKNOWN_KEY = Set.of(
            "InvalidClientTokenId",
            "UnrecognizedClientException",
            "InvalidAccessKeyId",
            "SignatureDoesNotMatch",
            "InvalidSignatureException",
            "IncompleteSignature",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "AuthFailure");

    /** AWS names the action that is missing, which need not be the one that was called: tagging is an action of its own. */
    private static final Pattern ACTION = Pattern.compile("perform: ([a-z0-9-]+:[A-Za-z*]+)");

    private AwsFailures() {}

    /**
     * The problem for a failure.
     *
     * @param action the IAM action of the call, such as {@code rds:CreateDBSnapshot}
     */
    static OrdermigException translate(String action, SdkException e) {
        Problem.Builder problem =
                e instanceof AwsServiceException answer ? answered(action, answer) : unanswered(action, e);
        return new OrdermigException(problem.build(), e);
    }

    /** The problem for a call that was not over in time, or that nobody waits for any more. */
    static OrdermigException late(String action, Duration limit) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        return new OrdermigException(Problem.of(
                        AwsProblem.UNREACHABLE,
                        interrupted
                                ? "Waiting for " + action + " was interrupted."
                                : "AWS did not answer " + action + " within " + Durations.text(limit) + ".")
                .where(action)
                .detail(interrupted ? "" : "Finding region and credentials counts, and so do repetitions.")
                .fix("Look at the network: proxy, endpoint of the VPC, name service. Then run it again.")
                .repeat(Repeat.SAFE)
                .build());
    }

    /** The problem for a failure that the SDK does not declare. */
    static OrdermigException unforeseen(String action, RuntimeException e) {
        return new OrdermigException(
                Problem.of(AwsProblem.UNREACHABLE, "AWS could not be asked for " + action + ".")
                        .where(action)
                        .detail(Words.oneLine(e.toString()))
                        .fix("Look at the cause, and correct the setting that it names.")
                        .build(),
                e);
    }

    private static Problem.Builder answered(String action, AwsServiceException e) {
        String code = code(e);
        Problem.Builder problem;
        if (DENIED.contains(code) || (e.statusCode() == 403 && code.isEmpty())) {
            problem = denied(action, String.valueOf(e.getMessage()));
        } else if (EXPIRED.contains(code)) {
            problem = Problem.of(AwsProblem.CREDENTIALS_EXPIRED, "The AWS credentials have expired.")
                    .fix("Get new ones, for example with aws sso login, and run it again.");
        } else if (UNKNOWN_KEY.contains(code)) {
            problem = Problem.of(AwsProblem.CREDENTIALS_REFUSED, "AWS does not accept the credentials.")
                    .fix("Correct access key and secret key, or name another profile.");
        } else if (isThrottled(e)) {
            problem = Problem.of(
                            AwsProblem.THROTTLED, "AWS answers " + action + " only so often, and that was too often.")
                    .fix("Run it again; the rate is shared by all programs of the account in the region.")
                    .repeat(Repeat.SAFE);
        } else if (e.statusCode() >= 500) {
            problem = Problem.of(AwsProblem.UNAVAILABLE, "AWS could not carry out " + action + ".")
                    .fix("Run it again; look at the AWS Health Dashboard if it goes on.")
                    .repeat(Repeat.SAFE);
        } else {
            problem = Problem.of(AwsProblem.REFUSED, "AWS refused " + action + ".")
                    .fix("See what AWS says above.");
        }
        return problem.where(action).detail(words(e));
    }

    private static Problem.Builder denied(String called, String message) {
        Matcher named = ACTION.matcher(message);
        String action = named.find() ? named.group(1) : called;
        return Problem.of(AwsProblem.ACCESS_DENIED, "The AWS credentials do not allow " + action + ".")
                .fix("Allow " + action
                        + " in the policy of that user or role; docs/iam.md has the policy for each goal.");
    }

    private static Problem.Builder unanswered(String action, SdkException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("credentials")) {
            Problem.Builder problem = Problem.of(AwsProblem.CREDENTIALS_MISSING, "There are no AWS credentials.")
                    .where(action.contains(":") ? action : "")
                    .detail(
                            message.contains("] : [")
                                    ? "Neither environment variables nor a profile, a container or the machine has any."
                                    : Words.ofSdk(message));
            Words.ofProviders(message).forEach(problem::detail);
            return problem.fix(Remedy.set("awsProfile", "<profile>", "of ~/.aws/config"))
                    .fix("Or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.");
        }
        return Problem.of(AwsProblem.UNREACHABLE, "AWS did not answer " + action + ".")
                .where(action)
                .detail(Words.ofSdk(message))
                .fix("Look at the network: proxy, endpoint of the VPC, name service. Then run it again.")
                .repeat(Repeat.SAFE);
    }

    private static boolean isThrottled(AwsServiceException e) {
        return e.isThrottlingException() || code(e).contains("Throttl");
    }

    /** The code of an answer; empty when it has none. */
    static String code(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    /** The text of an answer; empty when it has none. */
    static String message(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        return details == null || details.errorMessage() == null ? "" : details.errorMessage();
    }

    private static String words(AwsServiceException e) {
        AwsErrorDetails details = e.awsErrorDetails();
        String said = details == null || details.errorMessage() == null
                ? String.valueOf(e.getMessage())
                : details.errorMessage();
        String code = code(e);
        return Words.oneLine(said) + (code.isEmpty() ? "" : " (" + code + ")");
    }
}
