package io.ordermig.maven;

import io.ordermig.Run;
import java.time.Clock;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;
import org.eclipse.aether.SessionData;

/** The run of a Maven build: one for all modules and threads, begun by the first goal that needs it. */
final class BuildRun {

    private static final Object KEY = Run.class.getName();

    private BuildRun() {}

    static Run of(MavenSession session, String environment) {
        SessionData data = session.getRepositorySession().getData();
        while (true) {
            Object known = data.get(KEY);
            if (known instanceof Run run) {
                return run;
            }
            // Goals with plugin dependencies of their own are of another class loader, and cannot share it.
            Run begun = new Run(environment, coordinates(session.getTopLevelProject()), Clock.systemUTC());
            if (data.set(KEY, known, begun)) {
                return begun;
            }
        }
    }

    static String coordinates(MavenProject project) {
        return project.getGroupId() + ":" + project.getArtifactId() + ":" + project.getVersion();
    }
}
