package io.ordermig.postgres;

import io.ordermig.config.ScriptsConfig;
import java.util.HashMap;
import java.util.Map;

/** Replaces placeholders in what ordermig itself takes from a migration file; statements are replaced by Flyway. */
final class Placeholders {

    private final ScriptsConfig.Placeholders config;
    private final Map<String, String> values = new HashMap<>();

    /**
     * The placeholders of a run.
     *
     * @param defaults Flyway's default placeholders by their short names, such as {@code defaultSchema}
     */
    Placeholders(ScriptsConfig.Placeholders config, Map<String, String> defaults) {
        this.config = config;
        defaults.forEach((name, value) -> values.put("flyway" + config.separator() + name, value));
        values.putAll(config.values());
    }

    /** The text with the known placeholders replaced; an unknown one stays, and the server will name it. */
    String replace(String text, String filename) {
        if (!config.replace() || !text.contains(config.prefix())) {
            return text;
        }
        String replaced =
                text.replace(config.prefix() + "flyway" + config.separator() + "filename" + config.suffix(), filename);
        for (Map.Entry<String, String> value : values.entrySet()) {
            replaced = replaced.replace(config.prefix() + value.getKey() + config.suffix(), value.getValue());
        }
        return replaced;
    }
}
