package io.ordermig.maven;

import io.ordermig.local.LocalPostgres;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/** The project properties that tell later plugins of the build where the local database is. */
final class PublishedProperties {

    static final String URL = "ordermig.jdbcUrl";
    static final String USER = "ordermig.jdbcUser";
    static final String PASSWORD_FILE = "ordermig.jdbcPasswordFile";

    /** All their names. */
    static final Set<String> NAMES = Set.of(URL, USER, PASSWORD_FILE);

    private PublishedProperties() {}

    /** Publishes a server; the password goes by a file in the form of {@code .pgpass}, never by a property. */
    static void publish(LocalPostgres server, MavenProject project) {
        project.getProperties().setProperty(URL, server.jdbcUrl());
        project.getProperties().setProperty(USER, server.user());
        project.getProperties().setProperty(PASSWORD_FILE, server.passwordFile().toString());
    }
}
