package io.ordermig.dynamo.file;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * A structure of the API as the SDK describes it: its members under the names of the API, those it cannot do without,
 * and the values that enumerations have. Immutable.
 */
final class Shape {

    private static final Map<Class<?>, Shape> KNOWN = new ConcurrentHashMap<>();

    private final String name;
    private final Map<String, SdkField<?>> members = new LinkedHashMap<>();
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Shape(SdkPojo builder) {
        Class<?> type = ((Buildable) builder).build().getClass();
        this.name = type.getSimpleName();
        for (SdkField<?> field : builder.sdkFields()) {
            members.put(field.locationName(), field);
            values.put(field.locationName(), valuesOf(type, field));
        }
    }

    /** The shape that a builder builds. */
    static Shape of(SdkPojo builder) {
        Shape known = KNOWN.get(builder.getClass());
        if (known == null) {
            known = new Shape(builder);
            KNOWN.put(builder.getClass(), known);
        }
        return known;
    }

    /** The name that the API has for it, such as {@code KeySchemaElement}. */
    String name() {
        return name;
    }

    /** The members, by name. */
    Map<String, SdkField<?>> members() {
        return members;
    }

    /** The values that a member, or each element of it, may have; empty when that is not an enumeration. */
    List<String> values(String member) {
        return values.getOrDefault(member, List.of());
    }

    /** The members without which a request is refused. */
    List<String> required() {
        return RequiredMembers.of(name);
    }

    /** The SDK knows enumerations by the types of getters alone. */
    private static List<String> valuesOf(Class<?> type, SdkField<?> field) {
        for (Method method : type.getMethods()) {
            if (method.getParameterCount() == 0 && method.getName().equalsIgnoreCase(field.memberName())) {
                return valuesOf(elementOf(method.getGenericReturnType()));
            }
        }
        return List.of();
    }

    private static Type elementOf(Type type) {
        Type element = type;
        while (element instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            element = arguments[arguments.length - 1];
        }
        return element;
    }

    private static List<String> valuesOf(Type type) {
        if (!(type instanceof Class<?> enumeration) || !enumeration.isEnum()) {
            return List.of();
        }
        try {
            Collection<?> known =
                    (Collection<?>) enumeration.getMethod("knownValues").invoke(null);
            List<String> names = new ArrayList<>();
            known.forEach(value -> names.add(String.valueOf(value)));
            return names.stream().sorted().toList();
        } catch (ReflectiveOperationException e) {
            // Without its values an enumeration is text, which DynamoDB checks itself.
            return List.of();
        }
    }
}
