package io.ordermig.aws;

import io.ordermig.config.LoginSource;
import io.ordermig.config.Secret;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.rds.RdsUtilities;

/**
 * Logs in with a token that is signed here, without a call, and good for 15 minutes; each connection gets its own.
 * Source: Amazon RDS User Guide, IAM database authentication. Thread-safe.
 */
public final class IamLogin implements LoginSource {

    private static final Pattern ENDPOINT_REGION =
            Pattern.compile("\\.([a-z0-9-]+)\\.rds\\.amazonaws\\.com(\\.cn)?$", Pattern.CASE_INSENSITIVE);

    private final String user;
    private final String host;
    private final int port;
    private final RdsUtilities utilities;

    /**
     * Logins for a role on a server.
     *
     * @param host the endpoint of the instance; an alias of it is not accepted by RDS
     */
    public IamLogin(Aws aws, String user, String host, int port) {
        this(user, host, port, utilities(aws, host));
    }

    private IamLogin(String user, String host, int port, RdsUtilities utilities) {
        this.user = user;
        this.host = host;
        this.port = port;
        this.utilities = utilities;
    }

    private static RdsUtilities utilities(Aws aws, String host) {
        Matcher endpoint = ENDPOINT_REGION.matcher(host);
        return RdsUtilities.builder()
                .credentialsProvider(aws.credentials())
                .region(endpoint.find() ? Region.of(endpoint.group(1)) : aws.region())
                .build();
    }

    /** For another instance of the same region. */
    @Override
    public LoginSource at(String otherHost, int otherPort) {
        return new IamLogin(user, otherHost, otherPort, utilities);
    }

    @Override
    public Login current() {
        String token = utilities.generateAuthenticationToken(
                request -> request.hostname(host).port(port).username(user));
        return new Login(user, Secret.of(token));
    }

    @Override
    public boolean renew() {
        return false;
    }

    @Override
    public String advice() {
        return "GRANT rds_iam TO the role, switch IAM authentication on for the instance, allow rds-db:connect for it, and"
                + " connect to its own endpoint, not to an alias.";
    }
}
