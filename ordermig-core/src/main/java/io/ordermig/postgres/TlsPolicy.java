package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig.TlsConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Decides how a connection is protected: a server that is not on this machine must prove who it is
 * ({@code verify-full}), unless the user or the URL says otherwise. The driver's own default would encrypt to anybody.
 */
final class TlsPolicy {

    private static final String CLASSPATH = "classpath:";

    private final TlsConfig config;
    private final ClassLoader classes;

    TlsPolicy(TlsConfig config, ClassLoader classes) {
        this.config = config;
        this.classes = classes;
    }

    /**
     * Adds the TLS properties for a URL.
     *
     * @param url the properties that the driver reads from the URL
     * @param target the properties of the connection; those that are there already are the user's
     */
    void apply(Properties url, Properties target) {
        Properties parsed = new Properties();
        parsed.putAll(url);
        parsed.putAll(target);
        String mode = config.mode();
        if (mode.isEmpty() && parsed.getProperty("sslmode") == null && parsed.getProperty("ssl") == null) {
            mode = isLocal(parsed.getProperty("PGHOST", "localhost")) ? "" : "verify-full";
        }
        if (!mode.isEmpty()) {
            target.setProperty("sslmode", mode);
        }
        if (!config.rootCertificates().isEmpty()) {
            target.setProperty("sslrootcert", rootCertificates().toString());
        } else if (mode.startsWith("verify") && !hasOwnTrust(parsed)) {
            // Without a file the driver would demand ~/.postgresql/root.crt; the authorities of the Java runtime serve.
            target.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
    }

    /** Whether all hosts of a list are this machine, judged by their names alone. */
    static boolean isLocal(String hosts) {
        return Arrays.stream(hosts.split(","))
                .map(String::strip)
                .allMatch(host -> host.isEmpty()
                        || host.equalsIgnoreCase("localhost")
                        || host.startsWith("127.")
                        || host.equals("::1")
                        || host.equals("[::1]")
                        || host.startsWith("/"));
    }

    private static boolean hasOwnTrust(Properties parsed) {
        return parsed.getProperty("sslrootcert") != null
                || parsed.getProperty("sslfactory") != null
                || Files.exists(Path.of(System.getProperty("user.home", ""), ".postgresql", "root.crt"));
    }

    private Path rootCertificates() {
        String place = config.rootCertificates();
        if (!place.startsWith(CLASSPATH)) {
            Path file = Path.of(place);
            if (!Files.isReadable(file)) {
                throw unreadable(place, null);
            }
            return file;
        }
        try (InputStream in = classes.getResourceAsStream(place.substring(CLASSPATH.length()))) {
            if (in == null) {
                throw unreadable(place, null);
            }
            Path copy = Files.createTempFile("ordermig-ca-", ".pem");
            copy.toFile().deleteOnExit();
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return copy;
        } catch (IOException e) {
            throw unreadable(place, e);
        }
    }

    private static OrdermigException unreadable(String place, @Nullable Exception cause) {
        return new OrdermigException(
                Problem.of(PostgresProblem.TLS, "The file with the accepted certificate authorities cannot be read.")
                        .where("parameter sslRootCert: " + place)
                        .fix("Give the path of a PEM file, or classpath:<resource>. Amazon publishes the bundle for RDS"
                                + " as global-bundle.pem.")
                        .build(),
                cause);
    }
}
