package io.ordermig.config;

import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.time.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Raw parameter values by name, read into typed values. A malformed value is noted and replaced by a stand-in, so that
 * one reading finds all problems; {@link #check} then throws them together. Not thread-safe.
 */
public final class Settings {

    private final Map<String, String> values = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> maps = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** Settings from names to values, for programs that use the core directly. */
    public static Settings of(Map<String, String> values) {
        Settings settings = new Settings();
        values.forEach(settings::put);
        return settings;
    }

    /** Sets a value; {@code null} and blank text mean unset. */
    public Settings put(String name, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(name, value);
        }
        return this;
    }

    /** Sets a value that is not set yet. */
    public Settings putIfUnset(String name, @Nullable String value) {
        return values.containsKey(name) ? this : put(name, value);
    }

    /** Takes a value away. */
    public Settings unset(String name) {
        values.remove(name);
        return this;
    }

    /** The same values, and the problems noted so far: for a first reading of what will be completed later. */
    public Settings copy() {
        Settings copy = new Settings();
        copy.values.putAll(values);
        maps.forEach((name, entries) -> copy.maps.put(name, new LinkedHashMap<>(entries)));
        copy.problems.addAll(problems);
        return copy;
    }

    /**
     * Sets a map of values, such as the placeholders; {@code null} means unset. An entry without a value, which is what
     * Maven makes of an empty element, stands for empty text.
     */
    public Settings putAll(String name, @Nullable Map<String, ? extends @Nullable String> entries) {
        if (entries != null) {
            Map<String, String> map = maps.computeIfAbsent(name, unused -> new LinkedHashMap<>());
            entries.forEach((key, value) -> map.put(key, value == null ? "" : value));
        }
        return this;
    }

    /** The names that have a value. */
    public List<String> names() {
        List<String> names = new ArrayList<>(values.keySet());
        names.addAll(maps.keySet());
        return names;
    }

    /** Text as it was given, without surrounding blanks; {@code fallback} when unset. */
    public String text(String name, String fallback) {
        String value = values.get(name);
        return value == null ? fallback : value.strip();
    }

    /** A secret, exactly as it was given; empty when unset. */
    public Secret secret(String name) {
        return Secret.of(values.getOrDefault(name, ""));
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String name, boolean fallback) {
        return read(name, fallback, "true or false", text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /** A whole number within bounds, both included. */
    public int number(String name, int fallback, int min, int max) {
        return read(name, fallback, "a whole number from " + min + " to " + max, text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= min && number <= max ? number : null;
            } catch (NumberFormatException e) {
                return null;
            }
        });
    }

    /** A duration in the form that {@link Durations} reads. */
    public Duration duration(String name, Duration fallback) {
        return read(
                name, fallback, Durations.FORM, text -> Durations.parse(text).orElse(null));
    }

    /** A list separated by commas or line ends; blank entries are left out. */
    public List<String> list(String name, List<String> fallback) {
        String value = values.get(name);
        return value == null
                ? fallback
                : Arrays.stream(value.split("[,\\n]"))
                        .map(String::strip)
                        .filter(s -> !s.isEmpty())
                        .toList();
    }

    /** Lines, for what may hold commas; blank ones are left out. */
    public List<String> lines(String name) {
        return text(name, "")
                .lines()
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    /** A map of values; empty when unset. */
    public Map<String, String> map(String name) {
        return maps.getOrDefault(name, Map.of());
    }

    /** One constant of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String name, E fallback) {
        List<E> constants = Arrays.asList(fallback.getDeclaringClass().getEnumConstants());
        List<String> spelled = constants.stream().map(Settings::spelled).toList();
        String value = values.get(name);
        if (value == null) {
            return fallback;
        }
        int index = spelled.indexOf(value.strip().toLowerCase(Locale.ROOT));
        if (index < 0) {
            invalid(name, value, "one of " + String.join(", ", spelled), NearestName.hint(value, spelled));
            return fallback;
        }
        return constants.get(index);
    }

    /** A value with a parser of its own, which answers {@code null} to what it cannot read. */
    public <T> T read(String name, T fallback, String form, Function<String, @Nullable T> parser) {
        String value = values.get(name);
        if (value == null) {
            return fallback;
        }
        T parsed = parser.apply(value.strip());
        if (parsed == null) {
            invalid(name, value, form, "");
            return fallback;
        }
        return parsed;
    }

    /** A text of a form. */
    public String matching(String name, String fallback, Pattern pattern, String form) {
        return read(name, fallback, form, text -> pattern.matcher(text).matches() ? text : null);
    }

    /** Notes a value of the wrong form. */
    public void invalid(String name, String value, String form, String hint) {
        problem(Problem.of(ConfigProblem.INVALID_VALUE, "The value of " + name + " cannot be used: " + value)
                .where("parameter " + name)
                .detail("Expected " + form + ".")
                .detail(hint)
                .fix("Correct the value of " + name + ".")
                .build());
    }

    /** Notes that a parameter has no value and this goal needs one. */
    public void missing(String name, String what, String example) {
        problem(Problem.of(ConfigProblem.MISSING_VALUE, what)
                .where("parameter " + name)
                .fix(Remedy.set(name, example, "in the profile of this environment, or on the command line"))
                .build());
    }

    /** Notes any problem. */
    public void problem(Problem problem) {
        problems.add(problem);
    }

    /** What has been found so far. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    /**
     * Ends the reading.
     *
     * @throws OrdermigException with all problems noted, when there are any
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    private static String spelled(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
