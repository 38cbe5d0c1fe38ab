package io.ordermig.script;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.problem.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces placeholders in what ordermig itself takes from a migration file, and finds those without a value; in SQL
 * statements Flyway replaces them. Names are compared as Flyway does, letter case aside. Immutable.
 */
public final class Placeholders {

    private static final String FILENAME = "filename";

    private final ScriptsConfig.Placeholders config;
    private final String namespace;
    private final List<String> filledByOthers;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Pattern placeholder;

    /**
     * The placeholders of a run.
     *
     * @param namespace what the names of default placeholders begin with, such as {@code flyway}
     * @param defaults default placeholders by their short names, such as {@code defaultSchema}
     * @param filledByOthers default placeholders that are known to others alone, and stay as they are
     */
    public Placeholders(
            ScriptsConfig.Placeholders config,
            String namespace,
            Map<String, String> defaults,
            List<String> filledByOthers) {
        this.config = config;
        this.namespace = namespace;
        this.filledByOthers = List.copyOf(filledByOthers);
        this.placeholder = Pattern.compile(Pattern.quote(config.prefix()) + "(.*?)" + Pattern.quote(config.suffix()));
        defaults.forEach((name, value) -> values.put(defaultName(name), value));
        values.putAll(config.values());
    }

    private String defaultName(String name) {
        return namespace + config.separator() + name;
    }

    /** The text with the known placeholders replaced; an unknown one stays, and the server will name it. */
    public String replace(String text, String filename) {
        if (!config.replace() || !text.contains(config.prefix())) {
            return text;
        }
        return placeholder.matcher(text).replaceAll(match -> {
            String name = match.group(1);
            String value = name.equalsIgnoreCase(defaultName(FILENAME)) ? filename : values.get(name);
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }

    /** The placeholders of a text that have no value, with the line on which each stands first, from 1. */
    public Map<String, Integer> unknown(String text) {
        Map<String, Integer> unknown = new LinkedHashMap<>();
        if (!config.replace() || !text.contains(config.prefix())) {
            return unknown;
        }
        int line = 0;
        for (String one : text.lines().toList()) {
            line++;
            Matcher matcher = placeholder.matcher(one);
            while (matcher.find()) {
                String name = matcher.group(1);
                if (!values.containsKey(name)
                        && filledByOthers.stream()
                                .noneMatch(known -> defaultName(known).equalsIgnoreCase(name))) {
                    unknown.putIfAbsent(name, line);
                }
            }
        }
        return unknown;
    }

    /** The known name that an unknown one most likely meant, as a sentence; empty when there is none near. */
    public String hint(String unknown) {
        return NearestName.of(unknown, values.keySet())
                .map(name -> "Did you mean " + name + "?")
                .orElse("");
    }
}
