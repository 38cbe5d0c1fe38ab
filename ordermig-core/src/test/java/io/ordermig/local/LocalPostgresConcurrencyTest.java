package io.ordermig.local;

import static io.ordermig.local.LocalFixture.query;
import static org.assertj.core.api.Assertions.assertThat;

import io.ordermig.local.LocalFixture.Child;
import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalPostgresConcurrencyTest {

    private static final int ROUNDS = 3;

    @TempDir
    Path project;

    Path directory;

    @BeforeEach
    void name() {
        directory = project.resolve(".ordermig");
    }

    @AfterEach
    void stop() throws Exception {
        LocalFixture.cleanUp(directory);
    }

    @Test
    void manyJvmsComeAndGoWithoutMeetingABrokenServer() throws Exception {
        List<Child> children = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                children.add(Child.start("churn", directory));
            }
            for (Child child : children) {
                assertThat(child.end()).isZero();
            }
        } finally {
            children.forEach(Child::close);
        }
        assertAllVisited(4 * ROUNDS);
    }

    @Test
    void manyThreadsAndClassLoadersComeAndGo() throws Exception {
        LocalFixture.prepare(directory);
        List<Callable<Void>> visitors = new ArrayList<>();
        try (URLClassLoader one = separateClasses();
                URLClassLoader two = separateClasses()) {
            for (URLClassLoader loader : List.of(one, two)) {
                Class<?> child = loader.loadClass(LocalPostgresChild.class.getName());
                assertThat(child).isNotSameAs(LocalPostgresChild.class);
                var main = child.getDeclaredMethod("main", String[].class);
                main.setAccessible(true);
                for (int thread = 0; thread < 2; thread++) {
                    visitors.add(() -> {
                        main.invoke(null, (Object) new String[] {"churn", directory.toString()});
                        return null;
                    });
                }
            }
            ExecutorService threads = Executors.newFixedThreadPool(visitors.size());
            try {
                for (Future<Void> visitor : threads.invokeAll(visitors)) {
                    visitor.get();
                }
            } finally {
                threads.shutdownNow();
            }
        }
        assertAllVisited(4 * ROUNDS);
    }

    private void assertAllVisited(int visits) throws Exception {
        assertThat(LocalFixture.serverRuns(directory)).isFalse();
        assertThat(directory.resolve("postgres/leases")).isEmptyDirectory();
        try (LocalPostgres postgres = LocalFixture.open(directory)) {
            assertThat(query(postgres, "SELECT count(*) FROM visit")).isEqualTo(Integer.toString(visits));
        }
    }

    /** The same class path, loaded once more. */
    private static URLClassLoader separateClasses() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
