package io.ordermig.postgres;

import io.ordermig.config.ScriptsConfig;
import io.ordermig.problem.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces placeholders in what ordermig itself takes from a migration file, and finds those without a value; statements
 * are replaced by Flyway. Names are compared as Flyway does, letter case aside.
 */
final class Placeholders {

    /** Flyway fills these; what ordermig does not know itself stays as it is in a verification. */
    private static final List<String> FILLED_BY_FLYWAY = List.of(
            "defaultSchema", "user", "database", "timestamp", "filename", "workingDirectory", "table", "environment");

    private static final String FILENAME = "filename";

    private final ScriptsConfig.Placeholders config;
    private final Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Pattern placeholder;

    /**
     * The placeholders of a run.
     *
     * @param defaults Flyway's default placeholders by their short names, such as {@code defaultSchema}
     */
    Placeholders(ScriptsConfig.Placeholders config, Map<String, String> defaults) {
        this.config = config;
        this.placeholder = Pattern.compile(Pattern.quote(config.prefix()) + "(.*?)" + Pattern.quote(config.suffix()));
        defaults.forEach((name, value) -> values.put(defaultName(name), value));
        values.putAll(config.values());
    }

    private String defaultName(String name) {
        return "flyway" + config.separator() + name;
    }

    /** The text with the known placeholders replaced; an unknown one stays, and the server will name it. */
    String replace(String text, String filename) {
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
    Map<String, Integer> unknown(String text) {
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
                        && FILLED_BY_FLYWAY.stream()
                                .noneMatch(known -> defaultName(known).equalsIgnoreCase(name))) {
                    unknown.putIfAbsent(name, line);
                }
            }
        }
        return unknown;
    }

    /** The known name that an unknown one most likely meant, as a sentence; empty when there is none near. */
    String hint(String unknown) {
        return NearestName.of(unknown, values.keySet())
                .map(name -> "Did you mean " + name + "?")
                .orElse("");
    }
}
