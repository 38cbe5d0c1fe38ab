package io.ordermig.config;

import io.ordermig.problem.NearestName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a PostgreSQL database is and how to reach it.
 *
 * @param url the JDBC URL, {@code jdbc:postgresql://host[:port]/database[?…]}
 * @param logins where role and password of a connection come from
 * @param tls how the connection is protected
 * @param retry what to do while the server cannot be reached
 * @param initSql SQL to run on each new connection; empty for none
 * @param properties further properties of the driver
 */
public record ConnectionConfig(
        String url,
        LoginSource logins,
        TlsConfig tls,
        ConnectRetry retry,
        String initSql,
        Map<String, String> properties) {

    private static final String PREFIX = "jdbc:postgresql:";
    private static final Pattern URL_SECRET = Pattern.compile("(?i)((?:ssl)?password=)[^&]*");
    private static final Pattern USER_INFO = Pattern.compile("//[^?]*@");

    public ConnectionConfig {
        properties = Map.copyOf(properties);
    }

    /**
     * Whether and how the server's certificate is checked.
     *
     * @param mode one of the driver's {@code sslmode} values; empty to require {@code verify-full} for every host that
     *     is not this machine, unless the URL says otherwise
     * @param rootCertificates a file or {@code classpath:} resource with the accepted authorities, such as the bundle
     *     that Amazon publishes for RDS; empty for those of the Java runtime
     */
    public record TlsConfig(String mode, String rootCertificates) {}

    /**
     * How long to go on trying while the server cannot be reached.
     *
     * @param retries how many further attempts are made; 0 for none
     * @param maxInterval the longest wait between two attempts; waits double from one second
     */
    public record ConnectRetry(int retries, Duration maxInterval) {}

    /** Reads the parameters {@code url}, {@code user}, {@code password} and their kin; notes what is wrong with them. */
    public static ConnectionConfig from(Settings settings) {
        String url = settings.text("url", "");
        if (url.isEmpty()) {
            settings.missing("url", "There is no JDBC URL to connect to.", "jdbc:postgresql://<host>:5432/<database>");
        } else if (!url.startsWith(PREFIX)) {
            settings.invalid(
                    "url",
                    masked(url),
                    "a PostgreSQL URL, jdbc:postgresql://<host>:<port>/<database>",
                    url.startsWith("postgres")
                            ? "Put jdbc: before it and user and password into their own parameters."
                            : "");
        }
        String mode = settings.text("sslMode", "");
        List<String> modes = List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
        if (!mode.isEmpty() && !modes.contains(mode)) {
            settings.invalid("sslMode", mode, "one of " + String.join(", ", modes), NearestName.hint(mode, modes));
        }
        return new ConnectionConfig(
                url,
                LoginSource.fixed(settings.text("user", ""), settings.secret("password")),
                new TlsConfig(mode, settings.text("sslRootCert", "")),
                new ConnectRetry(
                        settings.number("connectRetries", 0, 0, 10_000),
                        settings.duration("connectRetriesInterval", Duration.ofMinutes(2))),
                settings.text("initSql", ""),
                settings.map("jdbcProperties"));
    }

    /** The same connection with logins from elsewhere. */
    public ConnectionConfig with(LoginSource other) {
        return new ConnectionConfig(url, other, tls, retry, initSql, properties);
    }

    /** The same connection to another address, with logins that are good there. */
    public ConnectionConfig at(String host, int port) {
        String rest = url.replaceFirst("^" + PREFIX + "(?://[^/?]*/?)?", "");
        return new ConnectionConfig(
                PREFIX + "//" + host + ":" + port + "/" + rest, logins.at(host, port), tls, retry, initSql, properties);
    }

    /** The text without the password of the connection. */
    public String maskIn(String text) {
        return logins.current().password().maskIn(text);
    }

    /** The URL without the secrets that it may carry. */
    public String address() {
        return masked(url);
    }

    /** A JDBC URL with {@code ****} in place of passwords. */
    public static String masked(String url) {
        Matcher secret = URL_SECRET.matcher(url);
        return USER_INFO.matcher(secret.replaceAll("$1****")).replaceAll("//****@");
    }
}
