package io.ordermig.postgres;

import io.ordermig.config.ConnectionConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.net.UnknownHostException;
import java.sql.SQLException;

/** Says why a server could not be connected to. */
final class ConnectionFailures {

    /** "database … is not currently accepting connections". */
    private static final String CLOSED = "55000";

    private final ConnectionConfig config;

    ConnectionFailures(ConnectionConfig config) {
        this.config = config;
    }

    OrdermigException translate(SQLException e) {
        String state = SqlStates.of(e);
        Problem.Builder problem;
        if (SqlStates.isAuthentication(e)) {
            problem = authentication();
        } else if (state.equals(SqlStates.DATABASE_MISSING)) {
            problem = Problem.of(PostgresProblem.DATABASE_MISSING, "The server has no such database.")
                    .fix("Create the database, or correct its name at the end of the URL.");
        } else if (SqlStates.isTls(e)) {
            problem = tls();
        } else if (SqlStates.isUnavailable(state) || state.equals(CLOSED)) {
            problem = Problem.of(PostgresProblem.UNAVAILABLE, "The server does not take the connection now.")
                    .fix(Remedy.set("connectRetries", "10", "to wait for it"))
                    .repeat(Repeat.SAFE);
        } else if (SqlStates.isUnreachable(state)) {
            problem = unreachable(e);
        } else {
            problem = Problem.of(PostgresProblem.UNEXPECTED, "The connection failed in a way that has no name here.")
                    .fix("Read the server's message above.");
        }
        return new OrdermigException(
                problem.where(config.address()).detail(message(e)).build(), e);
    }

    private Problem.Builder authentication() {
        String user = config.logins().current().user();
        String role = user.isEmpty() ? "the role" : "the role " + user;
        String advice = config.logins().advice();
        return Problem.of(PostgresProblem.AUTHENTICATION, "The server does not let " + role + " in.")
                .fix(
                        advice.isEmpty()
                                ? Remedy.set(
                                        "serverId",
                                        "<id>",
                                        "and keep user and password under that id in settings.xml, or correct user and"
                                                + " password")
                                : Remedy.advice(advice))
                .fix("If the message speaks of permission: GRANT CONNECT ON DATABASE … TO the role.");
    }

    private static Problem.Builder tls() {
        return Problem.of(PostgresProblem.TLS, "The connection could not be protected as it must be.")
                .detail("A server that is not on this machine has to show a certificate for its name that an accepted"
                        + " authority has signed (sslMode verify-full).")
                .fix(Remedy.set(
                        "sslRootCert", "<file.pem>", "with the authorities of the server, for RDS Amazon's bundle"))
                .fix(Remedy.set("sslMode", "require", "to encrypt without knowing to whom, on a network you trust"));
    }

    private Problem.Builder unreachable(SQLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return Problem.of(PostgresProblem.UNREACHABLE, "The host name of the server is not known.")
                        .detail("The name service has no entry for " + cause.getMessage() + ".")
                        .fix("Correct the host in the URL, or connect to the network that knows it.");
            }
        }
        return Problem.of(PostgresProblem.UNREACHABLE, "Nothing answers at the address of the server.")
                .fix("Start the server, correct host and port, or open the way (security group, tunnel, VPN).")
                .fix(Remedy.set("connectRetries", "10", "to wait for a server that is starting"))
                .repeat(Repeat.SAFE);
    }

    /** The driver's message, on one line and without the password. */
    private String message(SQLException e) {
        return config.maskIn(String.valueOf(e.getMessage()).replaceAll("\\s+", " "));
    }
}
