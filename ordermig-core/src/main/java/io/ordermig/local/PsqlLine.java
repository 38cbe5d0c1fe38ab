package io.ordermig.local;

import java.nio.file.Path;

/**
 * The line that opens psql.
 *
 * @param passwordFile where psql finds the password
 * @param port on 127.0.0.1
 * @param user the role
 * @param database the database
 */
record PsqlLine(Path passwordFile, int port, String user, String database) {

    /** The line for a POSIX shell, or for {@code cmd.exe}. */
    String text(boolean windows) {
        if (windows) {
            return "set \"PGPASSFILE=" + passwordFile + "\" && psql -h 127.0.0.1 -p " + port + " -U \"" + user + "\" \""
                    + database + "\"";
        }
        return "PGPASSFILE=" + quoted(passwordFile.toString()) + " psql -h 127.0.0.1 -p " + port + " -U " + word(user)
                + " " + word(database);
    }

    private static String word(String text) {
        return text.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*") ? text : quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
