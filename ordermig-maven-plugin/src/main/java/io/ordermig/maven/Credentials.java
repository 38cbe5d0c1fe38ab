package io.ordermig.maven;

import io.ordermig.config.ConfigProblem;
import io.ordermig.config.Settings;
import io.ordermig.problem.NearestName;
import io.ordermig.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.jspecify.annotations.Nullable;

/** Completes what parameters leave open: from {@code settings.xml}, then from environment variables. */
final class Credentials {

    private final MavenSession session;
    private final MavenProject project;
    private final SettingsDecrypter decrypter;

    Credentials(MavenSession session, MavenProject project, SettingsDecrypter decrypter) {
        this.session = session;
        this.project = project;
        this.decrypter = decrypter;
    }

    /** Placeholders of the command line, over what the POM says. */
    static void completePlaceholders(Settings settings, MavenSession session, MavenProject project) {
        putPrefixed(settings, "placeholders", session, project);
    }

    void complete(Settings settings) {
        completePlaceholders(settings, session, project);
        putPrefixed(settings, "jdbcProperties", session, project);
        fromServer(settings);
        fromVariables(settings, "url", "ORDERMIG_URL");
    }

    /** A token needs the name of the role, which is no secret. */
    void nameUser(Settings settings) {
        if (Boolean.parseBoolean(settings.text("iamAuth", "false"))
                && settings.text("secretArn", "").isEmpty()) {
            fromVariables(settings, "user", "ORDERMIG_USER");
        }
    }

    /** Completes a login that neither parameters nor AWS have given. */
    void fallBack(Settings settings) {
        fromVariables(settings, "user", "ORDERMIG_USER", "PGUSER");
        fromVariables(settings, "password", "ORDERMIG_PASSWORD", "PGPASSWORD");
    }

    /** {@code -Dordermig.placeholders.name=value}, over what the POM says. */
    private static void putPrefixed(Settings settings, String map, MavenSession session, MavenProject project) {
        String prefix = "ordermig." + map + ".";
        Map<String, String> entries = new LinkedHashMap<>();
        for (Properties properties : List.of(project.getProperties(), session.getUserProperties())) {
            properties.stringPropertyNames().stream()
                    .filter(name -> name.startsWith(prefix))
                    .forEach(name -> entries.put(name.substring(prefix.length()), properties.getProperty(name)));
        }
        settings.putAll(map, entries);
    }

    private void fromServer(Settings settings) {
        String id = settings.text("serverId", "");
        if (id.isEmpty()) {
            return;
        }
        Server server = session.getSettings().getServer(id);
        if (server == null) {
            List<String> ids = session.getSettings().getServers().stream()
                    .map(Server::getId)
                    .toList();
            settings.problem(Problem.of(ConfigProblem.INVALID_VALUE, "settings.xml has no server entry " + id + ".")
                    .where("parameter serverId")
                    .detail(ids.isEmpty() ? "It has none at all." : NearestName.hint(id, ids))
                    .fix("Add <server><id>" + id + "</id>…</server> to settings.xml, or correct the id.")
                    .build());
            return;
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        List<SettingsProblem> failures = result.getProblems();
        if (!failures.isEmpty()) {
            settings.problem(Problem.of(
                            ConfigProblem.INVALID_VALUE,
                            "The password of the server entry " + id + " cannot be decrypted.")
                    .where("settings.xml, settings-security.xml")
                    .detail(String.valueOf(failures.get(0).getMessage()))
                    .fix("Encrypt the password again with mvn --encrypt-password, with the master password in place.")
                    .build());
            return;
        }
        putIfUnset(settings, "user", result.getServer().getUsername());
        putIfUnset(settings, "password", result.getServer().getPassword());
    }

    private static void fromVariables(Settings settings, String name, String... variables) {
        for (String variable : variables) {
            putIfUnset(settings, name, System.getenv(variable));
        }
    }

    private static void putIfUnset(Settings settings, String name, @Nullable String value) {
        if (!settings.names().contains(name)) {
            settings.put(name, value);
        }
    }
}
