package io.ordermig.aws;

import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;

/** Reads what an environment keeps under a path of Parameter Store. */
final class ParameterStore {

    private ParameterStore() {}

    /**
     * The values of the parameters that exist, by name below the path.
     *
     * @param path an absolute path without a slash at its end
     * @throws OrdermigException when there is none of them
     */
    static Map<String, String> read(Aws aws, String path, List<String> names) {
        List<String> full = names.stream().map(name -> path + "/" + name).toList();
        GetParametersResponse found;
        try (SsmClient client = aws.client(SsmClient.builder())) {
            found = Aws.call(
                    "ssm:GetParameters",
                    () -> client.getParameters(request -> request.names(full).withDecryption(true)));
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : found.parameters()) {
            String value = parameter.value().strip();
            if (!value.isEmpty()) {
                values.put(parameter.name().substring(path.length() + 1), value);
            }
        }
        if (values.isEmpty()) {
            throw new OrdermigException(Problem.of(
                            AwsProblem.PARAMETER_UNUSABLE,
                            "Parameter Store has none of the parameters of this environment.")
                    .where("parameterPath " + path + ", region " + aws.region())
                    .detail("Looked for " + String.join(", ", full) + ".")
                    .fix("Correct parameterPath or the region, or put at least one of them there.")
                    .build());
        }
        return values;
    }
}
