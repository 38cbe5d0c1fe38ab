package io.ordermig.testing.aws;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ssm.model.GetParameterRequest;
import software.amazon.awssdk.services.ssm.model.GetParameterResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersByPathResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersRequest;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Systems Manager's Parameter Store. A {@code SecureString} is given in clear only to those who ask for that.
 *
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParameters.html">GetParameters</a>
 * @see <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_GetParametersByPath.html">
 *     GetParametersByPath</a>
 */
public final class SimulatedParameterStore implements SimulatedService {

    private static final int MAX_RESULTS = 10;

    private final Clock clock;
    private final ConcurrentSkipListMap<String, Parameter> parameters = new ConcurrentSkipListMap<>();
    private final Operations operations = new Operations("ssm")
            .on("GetParameter", GetParameterRequest.class, this::getParameter)
            .on("GetParameters", GetParametersRequest.class, this::getParameters)
            .on("GetParametersByPath", GetParametersByPathRequest.class, this::getParametersByPath);

    /** No parameters yet. */
    public SimulatedParameterStore(Clock clock) {
        this.clock = clock;
    }

    /** Sets a parameter; one that is there gets a new version. */
    public void put(String name, String value) {
        put(name, value, ParameterType.STRING);
    }

    /** Sets a {@code SecureString}; one that is there gets a new version. */
    public void putSecure(String name, String value) {
        put(name, value, ParameterType.SECURE_STRING);
    }

    private void put(String name, String value, ParameterType type) {
        parameters.compute(
                name,
                (key, old) -> Parameter.builder()
                        .name(name)
                        .value(value)
                        .type(type)
                        .version(old == null ? 1 : old.version() + 1)
                        .lastModifiedDate(clock.instant())
                        .arn(SimulatedAccount.arn("ssm", ("parameter/" + name).replace("//", "/")))
                        .dataType("text")
                        .build());
    }

    @Override
    public String name() {
        return "ssm";
    }

    @Override
    public SdkPojo answer(String operation, SdkPojo request) {
        return operations.answer(operation, request);
    }

    private GetParameterResponse getParameter(GetParameterRequest request) {
        if (request.name() == null) {
            throw validation("Value null at 'name' failed to satisfy constraint: Member must not be null");
        }
        Parameter parameter = find(request.name());
        if (parameter == null) {
            throw new SimulatedError(400, "ParameterNotFound", "");
        }
        return GetParameterResponse.builder()
                .parameter(seen(parameter, request.withDecryption()))
                .build();
    }

    private GetParametersResponse getParameters(GetParametersRequest request) {
        if (request.names().isEmpty() || request.names().size() > MAX_RESULTS) {
            throw validation("Value '" + request.names() + "' at 'names' failed to satisfy constraint: Member must have"
                    + " length less than or equal to " + MAX_RESULTS + " and greater than or equal to 1");
        }
        List<Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String name : request.names()) {
            Parameter parameter = find(name);
            if (parameter == null) {
                invalid.add(name);
            } else {
                found.add(seen(parameter, request.withDecryption()));
            }
        }
        return GetParametersResponse.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }

    private GetParametersByPathResponse getParametersByPath(GetParametersByPathRequest request) {
        String path = request.path();
        if (path == null || !path.startsWith("/")) {
            throw validation("The parameter doesn't meet the parameter name requirements. The parameter name must begin"
                    + " with a forward slash \"/\".");
        }
        int limit = request.maxResults() == null ? MAX_RESULTS : request.maxResults();
        if (limit < 1 || limit > MAX_RESULTS) {
            throw validation(
                    "Value '" + limit + "' at 'maxResults' failed to satisfy constraint: Member must have value"
                            + " less than or equal to " + MAX_RESULTS);
        }
        List<Parameter> below = below(path.endsWith("/") ? path : path + "/", Boolean.TRUE.equals(request.recursive()));
        int from = request.nextToken() == null ? 0 : offset(request.nextToken());
        int to = Math.min(from + limit, below.size());
        return GetParametersByPathResponse.builder()
                .parameters(below.subList(from, to).stream()
                        .map(parameter -> seen(parameter, request.withDecryption()))
                        .toList())
                .nextToken(to < below.size() ? Integer.toString(to) : null)
                .build();
    }

    private List<Parameter> below(String path, boolean recursive) {
        return parameters.tailMap(path).entrySet().stream()
                .filter(each -> each.getKey().startsWith(path))
                .filter(each -> recursive || each.getKey().indexOf('/', path.length()) < 0)
                .map(Map.Entry::getValue)
                .toList();
    }

    private static int offset(String token) {
        if (!token.matches("\\d{1,6}")) {
            throw new SimulatedError(400, "InvalidNextToken", "The specified token isn't valid.");
        }
        return Integer.parseInt(token);
    }

    /** By name or ARN, as it is now: selectors of versions and labels are not simulated. */
    private Parameter find(String nameOrArn) {
        return parameters.values().stream()
                .filter(each -> each.name().equals(nameOrArn) || each.arn().equals(nameOrArn))
                .findFirst()
                .orElse(null);
    }

    private static Parameter seen(Parameter parameter, Boolean decrypted) {
        if (parameter.type() != ParameterType.SECURE_STRING || Boolean.TRUE.equals(decrypted)) {
            return parameter;
        }
        byte[] bytes = new StringBuilder(parameter.value()).reverse().toString().getBytes(StandardCharsets.UTF_8);
        return parameter.toBuilder()
                .value("AQICAH" + Base64.getEncoder().encodeToString(bytes))
                .build();
    }

    private static SimulatedError validation(String what) {
        return new SimulatedError(400, "ValidationException", "1 validation error detected: " + what);
    }
}
