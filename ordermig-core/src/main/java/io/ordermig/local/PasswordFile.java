package io.ordermig.local;

import io.ordermig.config.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The password of all roles that ordermig makes on this server, in a file that psql and other clients read
 * (<a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">PostgreSQL, chapter "The Password File"</a>).
 *
 * @param file the file
 */
record PasswordFile(Path file) {

    private static final int BYTES = 24;
    private static final String START = "127.0.0.1:*:*:*:";

    /** The password in the file; empty when there is no such file, or none in it. */
    Optional<Secret> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // others may not read it, whatever happened to it; psql insists on that as well
        DurableFiles.ownerOnly(file, "rw-------");
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(START) && line.length() > START.length())
                .map(line -> Secret.of(line.substring(START.length()).replaceAll("\\\\(.)", "$1")))
                .findFirst();
    }

    /** Makes a new password. Hexadecimal digits need no quoting anywhere. */
    Secret create() throws IOException {
        byte[] random = new byte[BYTES];
        new SecureRandom().nextBytes(random);
        String password = HexFormat.of().formatHex(random);
        DurableFiles.write(file, START + password + "\n");
        return Secret.of(password);
    }
}
