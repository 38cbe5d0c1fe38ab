package io.ordermig.maven;

import io.ordermig.config.Settings;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.jspecify.annotations.Nullable;

/** Carries the values that Maven has put into a goal's fields over to settings, under the names of the parameters. */
final class ParameterFields {

    private final Object mojo;
    private final List<String> names;

    ParameterFields(Object mojo, MojoDescriptor descriptor) {
        this.mojo = mojo;
        this.names = descriptor.getParameters().stream()
                .filter(Parameter::isEditable)
                .map(Parameter::getName)
                .toList();
    }

    void readInto(Settings settings) {
        for (String name : names) {
            Object value = value(name);
            if (value instanceof String[] list) {
                // Maven gives an empty element as null.
                settings.put(name, Arrays.stream(list).filter(Objects::nonNull).collect(Collectors.joining("\n")));
            } else if (value instanceof Map<?, ?> map) {
                settings.putAll(name, texts(map));
            } else if (value != null) {
                settings.put(name, value.toString());
            }
        }
    }

    /** Maven gives an empty element as null: {@code <password></password>} is an empty password. */
    private static Map<String, String> texts(Map<?, ?> map) {
        return map.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> String.valueOf(entry.getKey()),
                        entry ->
                                entry.getValue() == null ? "" : entry.getValue().toString(),
                        (first, second) -> second,
                        LinkedHashMap::new));
    }

    private @Nullable Object value(String name) {
        for (Class<?> type = mojo.getClass(); type != null; type = type.getSuperclass()) {
            Field field = Arrays.stream(type.getDeclaredFields())
                    .filter(declared -> declared.getName().equals(name))
                    .findFirst()
                    .orElse(null);
            if (field != null) {
                try {
                    field.setAccessible(true);
                    return field.get(mojo);
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException("parameter " + name, e);
                }
            }
        }
        return null;
    }
}
