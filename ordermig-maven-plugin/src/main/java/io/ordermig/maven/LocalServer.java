package io.ordermig.maven;

import io.ordermig.config.Settings;
import io.ordermig.local.BinariesPlatform;
import io.ordermig.local.LocalPostgresConfig;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import io.ordermig.problem.Remedy;
import io.ordermig.problem.Repeat;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;

/** Resolves the PostgreSQL binaries for this machine, and says where the local server keeps its things. */
final class LocalServer {

    private final RepositorySystem repositorySystem;
    private final RepositorySystemSession session;
    private final List<RemoteRepository> repositories;

    LocalServer(
            RepositorySystem repositorySystem, RepositorySystemSession session, List<RemoteRepository> repositories) {
        this.repositorySystem = repositorySystem;
        this.session = session;
        this.repositories = repositories;
    }

    LocalPostgresConfig config(Settings settings) {
        int port = settings.number("localPort", 0, 0, 65_535);
        Duration startTimeout = settings.duration("localStartTimeout", Duration.ofMinutes(1));
        settings.check();
        Path binaries = binaries(settings.text("localPostgresVersion", "")).toPath();
        // Beside the local repository, like other things derived from its artifacts; one copy for all projects.
        Path cache = session.getLocalRepository().getBasedir().toPath().resolve(".cache/ordermig/postgres");
        return new LocalPostgresConfig(
                Path.of(settings.text("localDirectory", "")),
                binaries,
                cache,
                identifier(settings.text("localDatabase", "orders")),
                settings.text("localUser", "postgres"),
                port,
                startTimeout);
    }

    private static String identifier(String name) {
        String folded = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
        return Character.isDigit(folded.charAt(0)) ? "_" + folded : folded;
    }

    private File binaries(String version) {
        String coordinates =
                BinariesPlatform.GROUP_ID + ":" + BinariesPlatform.current().artifactId() + ":" + version;
        try {
            return repositorySystem
                    .resolveArtifact(session, new ArtifactRequest(new DefaultArtifact(coordinates), repositories, null))
                    .getArtifact()
                    .getFile();
        } catch (ArtifactResolutionException e) {
            throw new OrdermigException(
                    Problem.of(PluginProblem.BINARIES, "The PostgreSQL binaries for the local server cannot be had.")
                            .where(coordinates)
                            .detail(String.valueOf(e.getMessage()))
                            .fix(Remedy.set("localPostgresVersion", "<version>", "if there is no such version"))
                            .fix(Remedy.set(
                                    "url",
                                    "jdbc:postgresql://localhost:5432/<database>",
                                    "to use a server of your own"))
                            .repeat(Repeat.SAFE)
                            .build(),
                    e);
        }
    }
}
