package io.ordermig.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.ordermig.testing.aws.AwsSimulator;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** System properties by which the AWS SDK of this JVM finds its way, for the length of a test. */
public final class SdkSettings implements AfterEachCallback {

    private final Map<String, String> before = new HashMap<>();

    /** Leads the SDK to a simulator, and away from whatever this machine has of its own. */
    public void use(AwsSimulator simulator) {
        simulator.systemProperties().forEach(this::set);
        set("aws.disableEc2Metadata", "true");
        set("aws.configFile", "no-such-file");
        set("aws.sharedCredentialsFile", "no-such-file");
    }

    /** The SDK finds no credentials. A test cannot take them out of the environment, and is skipped when some are there. */
    public void forgetCredentials() {
        assumeThat(System.getenv())
                .doesNotContainKeys(
                        "AWS_ACCESS_KEY_ID",
                        "AWS_WEB_IDENTITY_TOKEN_FILE",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
        set("aws.accessKeyId", null);
        set("aws.secretAccessKey", null);
    }

    private void set(String name, String value) {
        String old = value == null ? System.clearProperty(name) : System.setProperty(name, value);
        if (!before.containsKey(name)) {
            before.put(name, old);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
        before.clear();
    }
}
