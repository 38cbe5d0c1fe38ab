package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Where a server is, as the driver reads it from a JDBC URL.
 *
 * @param hosts the host names, usually one
 * @param ports a port for each host
 * @param database the name of the database; empty when the URL leaves it to the role's name
 */
public record ServerUrl(List<String> hosts, List<Integer> ports, String database) {

    public ServerUrl {
        hosts = List.copyOf(hosts);
        ports = List.copyOf(ports);
    }

    /** The server of a connection; without hosts when the driver cannot read the URL. */
    public static ServerUrl of(ConnectionConfig config) {
        Properties parsed = Driver.parseURL(config.address(), null);
        if (parsed == null) {
            return new ServerUrl(List.of(), List.of(), "");
        }
        List<String> hosts =
                Arrays.asList(parsed.getProperty("PGHOST", "localhost").split(","));
        List<Integer> ports = Arrays.stream(parsed.getProperty("PGPORT", "5432").split(","))
                .map(Integer::valueOf)
                .toList();
        return new ServerUrl(hosts, ports, parsed.getProperty("PGDBNAME", ""));
    }

    /** Whether all hosts are this machine, judged by their names alone. */
    public boolean isThisMachine() {
        return TlsPolicy.isLocal(String.join(",", hosts));
    }

    /** The first host. */
    public String host() {
        return hosts.isEmpty() ? "" : hosts.get(0);
    }

    /** A JDBC URL of another database on the same server, without parameters. */
    String withDatabase(String name) {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < hosts.size(); i++) {
            addresses.add(hosts.get(i) + ":" + ports.get(Math.min(i, ports.size() - 1)));
        }
        return "jdbc:postgresql://" + String.join(",", addresses) + "/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
