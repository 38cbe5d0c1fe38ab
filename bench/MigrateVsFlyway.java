import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Times {@code ordermig:migrate} against {@code flyway:migrate}: the same migrations, the same server, whole Maven
 * processes in turn, so that a noisy machine is noisy for both. Needs the plugin in the local repository.
 *
 * <p>Arguments: {@code --runs 7}, {@code --migrations 500}, {@code --version 0.1.0-SNAPSHOT}, {@code --mvn mvn}, {@code --keep} to look at the project.
 */
public final class MigrateVsFlyway {

    private static final String FLYWAY = "13.0.0";
    private static final String MIGRATIONS = "src/main/resources/db/migration";

    private final int runs;
    private final int migrations;
    private final String version;
    private final String mvn;
    private final Path project;
    private int schema;
    /** The first runs fetch what they need, and are not counted. */
    private boolean warm;

    private record Sample(double seconds, long kilobytes) {}

    private record Server(String url, String user, String password) {}

    private MigrateVsFlyway(List<String> arguments) throws IOException {
        runs = Integer.parseInt(option(arguments, "--runs", "7"));
        migrations = Integer.parseInt(option(arguments, "--migrations", "500"));
        version = option(arguments, "--version", "0.1.0-SNAPSHOT");
        mvn = option(arguments, "--mvn", "mvn");
        project = Files.createTempDirectory("ordermig-bench");
        if (arguments.contains("--keep")) {
            System.out.println("Kept: " + project);
        }
    }

    public static void main(String[] arguments) throws Exception {
        MigrateVsFlyway bench = new MigrateVsFlyway(Arrays.asList(arguments));
        try {
            bench.run();
        } finally {
            if (!Arrays.asList(arguments).contains("--keep")) {
                bench.delete();
            }
        }
    }

    private static String option(List<String> arguments, String name, String fallback) {
        int at = arguments.indexOf(name);
        return at < 0 ? fallback : arguments.get(at + 1);
    }

    private void run() throws Exception {
        writeProject();
        Process local = new ProcessBuilder(mvn, "-B", "ordermig:local", "-P", "env=local")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .start();
        try {
            Server server = awaitServer(local);
            System.out.printf(
                    Locale.ROOT, "%d runs each, in turn; %d migrations; flyway-maven-plugin %s%n", runs, migrations, FLYWAY);
            compareNothingPending(server);
            compareAllPending(server);
        } finally {
            local.destroy();
            local.waitFor(30, TimeUnit.SECONDS);
        }
    }

    private void compareNothingPending(Server server) throws Exception {
        String schemaOfBoth = nextSchema();
        ordermig(server, schemaOfBoth);
        List<Sample> ours = new ArrayList<>();
        List<Sample> theirs = new ArrayList<>();
        flyway(server, schemaOfBoth);
        warm = true;
        for (int i = 0; i < runs; i++) {
            ours.add(ordermig(server, schemaOfBoth));
            theirs.add(flyway(server, schemaOfBoth));
        }
        print("nothing pending", ours, theirs);
    }

    private void compareAllPending(Server server) throws Exception {
        List<Sample> ours = new ArrayList<>();
        List<Sample> theirs = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            ours.add(ordermig(server, nextSchema()));
            theirs.add(flyway(server, nextSchema()));
        }
        print(migrations + " pending", ours, theirs);
    }

    private static void print(String title, List<Sample> ours, List<Sample> theirs) {
        double our = median(ours.stream().map(Sample::seconds).toList());
        double their = median(theirs.stream().map(Sample::seconds).toList());
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            ratios.add(ours.get(i).seconds() / theirs.get(i).seconds());
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s ordermig %6.2f s  flyway %6.2f s  ratio of medians %.2f, median of ratios %.2f  peak memory %4d MB / %4d MB%n",
                title,
                our,
                their,
                our / their,
                median(ratios),
                ours.stream().mapToLong(Sample::kilobytes).max().orElse(0) / 1024,
                theirs.stream().mapToLong(Sample::kilobytes).max().orElse(0) / 1024);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    private String nextSchema() {
        return "run_" + ++schema;
    }

    private Sample ordermig(Server server, String schemaName) throws Exception {
        return time(
                "io.ordermig:ordermig-maven-plugin:" + version + ":migrate",
                "-P",
                "env=local",
                "-Dordermig.url=" + server.url(),
                "-Dordermig.user=" + server.user(),
                "-Dordermig.password=" + server.password(),
                "-Dordermig.schemas=" + schemaName,
                "-Dordermig.locations=filesystem:" + project.resolve(MIGRATIONS));
    }

    private Sample flyway(Server server, String schemaName) throws Exception {
        return time(
                "org.flywaydb:flyway-maven-plugin:" + FLYWAY + ":migrate",
                "-Dflyway.url=" + server.url(),
                "-Dflyway.user=" + server.user(),
                "-Dflyway.password=" + server.password(),
                "-Dflyway.schemas=" + schemaName,
                "-Dflyway.locations=filesystem:" + project.resolve(MIGRATIONS));
    }

    private Sample time(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(warm ? List.of(mvn, "-B", "-o") : List.of(mvn, "-B"));
        command.addAll(List.of(arguments));
        Path log = project.resolve("run.log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        long peak = 0;
        while (!process.waitFor(20, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peakMemory(process.pid()));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(Files.readString(log));
        }
        return new Sample(seconds, peak);
    }

    /** The largest resident size so far, in kilobytes; 0 where there is no /proc. */
    private static long peakMemory(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | RuntimeException gone) {
            return 0;
        }
    }

    private Server awaitServer(Process local) throws IOException {
        Pattern url = Pattern.compile("JDBC URL\\s+(\\S+)");
        Pattern users = Pattern.compile("User\\s{2,}(\\S+)");
        Pattern passwords = Pattern.compile("Password file\\s+(\\S.*)");
        BufferedReader out = local.inputReader();
        String found = "";
        String user = "";
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
            Matcher matcher = url.matcher(line);
            if (matcher.find()) {
                found = matcher.group(1);
            }
            Matcher role = users.matcher(line);
            if (role.find()) {
                user = role.group(1);
            }
            Matcher file = passwords.matcher(line);
            if (file.find()) {
                String[] fields = Files.readString(Path.of(file.group(1).strip())).strip().split(":");
                return new Server(found, user, fields[4]);
            }
        }
        throw new IllegalStateException("no local server:\n" + all);
    }

    private void writeProject() throws IOException {
        Files.writeString(project.resolve("pom.xml"), POM.formatted(version, FLYWAY));
        Path folder = Files.createDirectories(project.resolve(MIGRATIONS));
        for (int i = 1; i <= migrations; i++) {
            Files.writeString(
                    folder.resolve("V" + i + "__step_" + i + ".sql"),
                    """
                    -- Step %1$d of the life of an order service
                    CREATE TABLE step_%1$d (
                        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                        name text NOT NULL,
                        created_at timestamptz NOT NULL DEFAULT now()
                    );
                    INSERT INTO step_%1$d (name) VALUES ('first'), ('second');
                    """
                            .formatted(i));
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> walk = Files.walk(project)) {
            walk.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
    }

    private static final String POM =
            """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion>
              <groupId>bench</groupId>
              <artifactId>bench</artifactId>
              <version>1</version>
              <build>
                <plugins>
                  <plugin>
                    <groupId>io.ordermig</groupId>
                    <artifactId>ordermig-maven-plugin</artifactId>
                    <version>%1$s</version>
                  </plugin>
                  <plugin>
                    <groupId>org.flywaydb</groupId>
                    <artifactId>flyway-maven-plugin</artifactId>
                    <version>%2$s</version>
                    <dependencies>
                      <dependency>
                        <groupId>org.flywaydb</groupId>
                        <artifactId>flyway-database-postgresql</artifactId>
                        <version>%2$s</version>
                      </dependency>
                      <dependency>
                        <groupId>org.postgresql</groupId>
                        <artifactId>postgresql</artifactId>
                        <version>42.7.14</version>
                      </dependency>
                    </dependencies>
                  </plugin>
                </plugins>
              </build>
              <profiles>
                <profile>
                  <id>env=local</id>
                  <properties>
                    <ordermig.environment>local</ordermig.environment>
                  </properties>
                </profile>
              </profiles>
            </project>
            """;
}
