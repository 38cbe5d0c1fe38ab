package io.ordermig.maven;

import io.ordermig.local.LocalDynamo;
import io.ordermig.local.LocalPostgres;
import java.util.Set;
import org.apache.maven.project.MavenProject;

/** The project properties that tell later plugins of the build where the local database and DynamoDB Local are. */
final class PublishedProperties {

    static final String URL = "ordermig.jdbcUrl";
    static final String USER = "ordermig.jdbcUser";
    static final String PASSWORD_FILE = "ordermig.jdbcPasswordFile";

    static final String DYNAMO_ENDPOINT = "ordermig.dynamoEndpoint";

    /** All their names. */
    static final Set<String> NAMES = Set.of(URL, USER, PASSWORD_FILE, DYNAMO_ENDPOINT);

    private PublishedProperties() {}

    /** Publishes a server; the password goes by a file in the form of {@code .pgpass}, never by a property. */
    static void publish(LocalPostgres server, MavenProject project) {
        project.getProperties().setProperty(URL, server.jdbcUrl());
        project.getProperties().setProperty(USER, server.user());
        project.getProperties().setProperty(PASSWORD_FILE, server.passwordFile().toString());
    }

    /** Publishes where DynamoDB Local listens. */
    static void publish(LocalDynamo server, MavenProject project) {
        project.getProperties().setProperty(DYNAMO_ENDPOINT, server.endpoint().toString());
    }
}
