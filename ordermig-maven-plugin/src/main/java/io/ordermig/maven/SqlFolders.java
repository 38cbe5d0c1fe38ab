package io.ordermig.maven;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.project.MavenProject;

/** The folders that SQL migrations are looked for in, as far as they are folders of the project. */
record SqlFolders(MavenProject project) {

    private static final String CLASSPATH = "classpath:";
    private static final String FILESYSTEM = "filesystem:";

    /** Whether there is one of them. Where a location has wildcards, the folder before the first one counts. */
    boolean exist(List<String> locations) {
        return locations.stream().map(this::folder).anyMatch(Files::isDirectory);
    }

    private Path folder(String location) {
        String folder = location.replaceAll("/?[^/]*[*?].*$", "");
        return folder.startsWith(FILESYSTEM)
                ? project.getBasedir().toPath().resolve(folder.substring(FILESYSTEM.length()))
                : Path.of(project.getBuild().getOutputDirectory())
                        .resolve(folder.replace(CLASSPATH, "").replaceAll("^/+", ""));
    }
}
