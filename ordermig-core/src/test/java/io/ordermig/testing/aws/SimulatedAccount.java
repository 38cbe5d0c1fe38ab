package io.ordermig.testing.aws;

/** The one account and region of the simulator. */
public final class SimulatedAccount {

    /** The account. */
    public static final String ID = "123456789012";
    /** The region; not the SDK's or anybody's default, so that a forgotten region shows. */
    public static final String REGION = "eu-central-1";

    private SimulatedAccount() {}

    /** The ARN of something in the account, such as {@code arn("sns", "orders")}. */
    public static String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + REGION + ":" + ID + ":" + resource;
    }

    /** The ARN of something of IAM or STS, which have no region, such as {@code globalArn("iam", "role/migrator")}. */
    public static String globalArn(String service, String resource) {
        return "arn:aws:" + service + "::" + ID + ":" + resource;
    }
}
