package io.ordermig.config;

import java.util.regex.Pattern;

/**
 * How AWS is reached, and what is kept there. Region and credentials are the SDK's own business: what is empty here is
 * found by its chains (environment variables, {@code ~/.aws}, the machine's role).
 *
 * @param region the region, such as {@code eu-central-1}; empty to ask the SDK's chain
 * @param profile the profile of {@code ~/.aws/config}; empty for the default one
 * @param roleArn the role to assume for all calls; empty for none
 * @param parameterPath the path in Parameter Store under which the environment keeps {@code db-secret-arn},
 *     {@code db-instance-id} and {@code migration-notification-topic}; empty for none
 * @param secretArn the ARN or name of the secret with host, port, user name, password and database; empty for none
 * @param iamAuth whether PostgreSQL is logged in to with IAM tokens in place of a password
 */
public record AwsConfig(
        String region, String profile, String roleArn, String parameterPath, String secretArn, boolean iamAuth) {

    private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+)+-\\d+");
    private static final Pattern ROLE = Pattern.compile("arn:aws[a-z-]*:iam::\\d{12}:role/.+");

    /** Whether something of the configuration itself has to be fetched from AWS. */
    public boolean fetches() {
        return !parameterPath.isEmpty() || !secretArn.isEmpty();
    }

    /** Reads {@code awsRegion}, {@code awsProfile}, {@code roleArn} and their kin; notes what is wrong with them. */
    public static AwsConfig from(Settings settings) {
        return new AwsConfig(
                settings.matching("awsRegion", "", REGION, "the code of a region, such as eu-central-1"),
                settings.text("awsProfile", ""),
                settings.matching("roleArn", "", ROLE, "the ARN of a role, arn:aws:iam::<account>:role/<name>"),
                settings.read(
                        "parameterPath",
                        "",
                        "an absolute path such as /order-service/staging",
                        text -> text.startsWith("/") ? text.replaceAll("/+$", "") : null),
                settings.text("secretArn", ""),
                settings.flag("iamAuth", false));
    }
}
