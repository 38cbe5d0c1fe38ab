package io.ordermig.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleScopeTest {

    @TempDir
    Path folder;

    private static final String PLUGIN = TestBuild.configured("");
    private static final String MANAGED = "<build><pluginManagement><plugins><plugin><groupId>io.ordermig</groupId>"
            + "<artifactId>ordermig-maven-plugin</artifactId></plugin></plugins></pluginManagement></build>";

    @Test
    void includesAModuleThatListsThePlugin() {
        TestBuild build = module(PLUGIN);
        build.project().setExecutionRoot(false);

        assertThat(includes(build)).isTrue();
    }

    @Test
    void includesTheRootWhenNoModuleListsThePlugin() {
        assertThat(includes(module(""), module("").project())).isTrue();
    }

    @Test
    void passesOverTheRootWhenAModuleListsThePlugin() {
        assertThat(includes(module(""), module(PLUGIN).project())).isFalse();
    }

    @Test
    void passesOverAModuleThatDoesNotListThePlugin() {
        TestBuild build = module("");
        build.project().setExecutionRoot(false);

        assertThat(includes(build)).isFalse();
    }

    @Test
    void doesNotCountAManagedPluginAsListed() {
        TestBuild build = module(MANAGED);
        build.project().setExecutionRoot(false);

        assertThat(includes(build)).isFalse();
    }

    private TestBuild module(String pom) {
        return TestBuild.of(folder, pom);
    }

    private static boolean includes(TestBuild build, MavenProject... others) {
        return new ModuleScope(build.session(others), build.project(), build.execution("migrate")).includes();
    }
}
