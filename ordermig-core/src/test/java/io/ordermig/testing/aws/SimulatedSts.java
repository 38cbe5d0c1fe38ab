package io.ordermig.testing.aws;

import io.ordermig.testing.aws.Identities.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * STS: roles that can be assumed. Calls signed with what it hands out are the role's, until that expires in simulated
 * time.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html">AssumeRole</a>
 */
public final class SimulatedSts implements SimulatedService {

    private static final int SHORTEST = 900;
    private static final int LONGEST = 43200;
    private static final int DEFAULT = 3600;
    private static final Pattern SESSION_NAME = Pattern.compile("[\\w+=,.@-]{2,64}");

    private final Clock clock;
    private final Identities identities;
    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final Operations operations = new Operations("sts")
            .on("AssumeRole", AssumeRoleRequest.class, this::assumeRole)
            .on("GetCallerIdentity", GetCallerIdentityRequest.class, request -> getCallerIdentity());

    private record Role(String name, Optional<String> externalId) {}

    SimulatedSts(Clock clock, Identities identities) {
        this.clock = clock;
        this.identities = identities;
    }

    /** Makes a role that anybody in the account may assume, and says its ARN. */
    public String createRole(String name) {
        return add(new Role(name, Optional.empty()));
    }

    /** Makes a role that only those may assume who know the external id, and says its ARN. */
    public String createRole(String name, String externalId) {
        return add(new Role(name, Optional.of(externalId)));
    }

    private String add(Role role) {
        String arn = SimulatedAccount.globalArn("iam", "role/" + role.name());
        roles.put(arn, role);
        return arn;
    }

    @Override
    public String name() {
        return "sts";
    }

    @Override
    public SdkPojo answer(String operation, SdkPojo request) {
        return operations.answer(operation, request);
    }

    private AssumeRoleResponse assumeRole(AssumeRoleRequest request) {
        if (request.roleArn() == null || request.roleSessionName() == null) {
            throw validation("Values of 'roleArn' and 'roleSessionName' must not be null");
        }
        if (!SESSION_NAME.matcher(request.roleSessionName()).matches()) {
            throw validation("Value '" + request.roleSessionName() + "' at 'roleSessionName' failed to satisfy"
                    + " constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*");
        }
        int seconds = request.durationSeconds() == null ? DEFAULT : request.durationSeconds();
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw validation(
                    "Value '" + seconds + "' at 'durationSeconds' failed to satisfy constraint: Member must have"
                            + " value between " + SHORTEST + " and " + LONGEST);
        }
        Role role = roles.get(request.roleArn());
        if (role == null || !role.externalId().equals(Optional.ofNullable(request.externalId()))) {
            throw new SimulatedError(
                    403,
                    "AccessDenied",
                    "User: " + identities.caller().arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + request.roleArn());
        }
        return assumed(role, request.roleSessionName(), clock.instant().plusSeconds(seconds));
    }

    private AssumeRoleResponse assumed(Role role, String sessionName, Instant expires) {
        AwsSessionCredentials credentials = identities.session(role.name(), sessionName, expires);
        return AssumeRoleResponse.builder()
                .credentials(each -> each.accessKeyId(credentials.accessKeyId())
                        .secretAccessKey(credentials.secretAccessKey())
                        .sessionToken(credentials.sessionToken())
                        .expiration(expires))
                .assumedRoleUser(user -> user.arn(
                                SimulatedAccount.globalArn("sts", "assumed-role/" + role.name() + "/" + sessionName))
                        .assumedRoleId("AROASIMULATED:" + sessionName))
                .build();
    }

    private GetCallerIdentityResponse getCallerIdentity() {
        Principal caller = identities.caller();
        return GetCallerIdentityResponse.builder()
                .account(SimulatedAccount.ID)
                .arn(caller.arn())
                .userId(caller.userId())
                .build();
    }

    private static SimulatedError validation(String what) {
        return new SimulatedError(400, "ValidationError", "1 validation error detected: " + what);
    }
}
