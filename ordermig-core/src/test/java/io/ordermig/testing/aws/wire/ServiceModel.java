package io.ordermig.testing.aws.wire;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;

/**
 * What the SDK knows of a service, read from the interface of its client: the operations, each with the types of its
 * request and its response.
 */
public final class ServiceModel {

    private final String signingName;
    private final Map<String, Operation> operations = new TreeMap<>();

    /** An operation, such as {@code DescribeDBInstances}, with the SDK's types for it. */
    public record Operation(
            String name, Method method, Class<? extends SdkPojo> request, Class<? extends SdkPojo> response) {}

    /** The model of the service that a client speaks to. */
    public ServiceModel(Class<? extends SdkClient> client) {
        try {
            signingName = (String) client.getField("SERVICE_NAME").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(client + " is no client of a service.", e);
        }
        for (Method method : client.getMethods()) {
            Class<?>[] parameters = method.getParameterTypes();
            if (parameters.length == 1
                    && SdkRequest.class.isAssignableFrom(parameters[0])
                    && SdkResponse.class.isAssignableFrom(method.getReturnType())) {
                String name = Character.toUpperCase(method.getName().charAt(0))
                        + method.getName().substring(1);
                operations.put(
                        name,
                        new Operation(
                                name,
                                method,
                                parameters[0].asSubclass(SdkPojo.class),
                                method.getReturnType().asSubclass(SdkPojo.class)));
            }
        }
    }

    /** The name of the service in the scope of a signature. */
    public String signingName() {
        return signingName;
    }

    /** All operations, by name. */
    public Collection<Operation> operations() {
        return operations.values();
    }

    /** The operation of that name. */
    public Optional<Operation> operation(String name) {
        return Optional.ofNullable(operations.get(name));
    }
}
