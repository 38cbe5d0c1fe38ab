package io.ordermig.maven;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.artifact.DependencyResolutionRequiredException;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.project.MavenProject;

/** The project's own classes with its runtime dependencies, on top of the plugin's. */
final class ProjectClasses {

    private ProjectClasses() {}

    static URLClassLoader of(MavenProject project) throws MojoExecutionException {
        List<URL> urls = new ArrayList<>();
        try {
            for (String element : project.getRuntimeClasspathElements()) {
                urls.add(new File(element).toURI().toURL());
            }
        } catch (DependencyResolutionRequiredException | MalformedURLException e) {
            throw new MojoExecutionException("The class path of the project is not known.", e);
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ProjectClasses.class.getClassLoader());
    }
}
