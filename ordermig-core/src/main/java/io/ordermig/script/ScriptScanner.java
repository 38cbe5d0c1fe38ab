package io.ordermig.script;

import io.ordermig.problem.NearestName;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.nio.charset.Charset;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** Looks through locations, on disk and on the class path. Not thread-safe. */
public final class ScriptScanner {

    private static final String CLASS = ".class";

    private final String parameter;
    private final Path baseFolder;
    private final Charset encoding;
    private final ClassLoader classes;
    private final Map<String, FoundFile> files = new LinkedHashMap<>();
    private final TreeSet<String> classNames = new TreeSet<>();
    private final List<String> missing = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * A scanner that has found nothing yet.
     *
     * @param parameter the parameter that holds the locations, for messages
     * @param baseFolder what relative {@code filesystem:} locations are relative to
     * @param encoding the encoding of the files
     * @param classes where {@code classpath:} locations are looked for
     */
    public ScriptScanner(String parameter, Path baseFolder, Charset encoding, ClassLoader classes) {
        this.parameter = parameter;
        this.baseFolder = baseFolder;
        this.encoding = encoding;
        this.classes = classes;
    }

    /**
     * Looks through the given locations; what is found adds up over calls.
     *
     * @throws OrdermigException when a location is of an unknown kind, or cannot be read
     */
    public void scan(List<String> locations) {
        for (String descriptor : locations) {
            ScriptLocation.parse(descriptor, baseFolder).ifPresentOrElse(this::scan, () -> refuse(descriptor));
        }
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
    }

    /** The files found, ordered by path. */
    public List<FoundFile> files() {
        return files.values().stream()
                .sorted(Comparator.comparing(FoundFile::path))
                .toList();
    }

    /** The names of the classes found in class path locations. */
    public List<String> classNames() {
        return List.copyOf(classNames);
    }

    /** The locations that do not exist. */
    public List<String> missing() {
        return List.copyOf(missing);
    }

    /**
     * Makes sure that the locations exist.
     *
     * @param parameter the parameter that holds them, for messages
     * @param missing those that do not
     * @throws OrdermigException when there are any
     */
    public static void requireAll(String parameter, List<String> missing) {
        if (!missing.isEmpty()) {
            throw new OrdermigException(Problem.of(
                            ScriptProblem.LOCATION, "A location does not exist: " + String.join(", ", missing))
                    .where("parameter " + parameter)
                    .fix("Correct the location, or build the project first so that its classes folder is there.")
                    .build());
        }
    }

    private void refuse(String descriptor) {
        String prefix = descriptor.substring(0, descriptor.indexOf(':'));
        problems.add(
                Problem.of(ScriptProblem.LOCATION, "The location " + descriptor + " is of a kind that cannot be read.")
                        .where("parameter " + parameter)
                        .detail(NearestName.hint(prefix, List.of("classpath", "filesystem")))
                        .fix("Use classpath:<folder> or filesystem:<folder>.")
                        .build());
    }

    private void scan(ScriptLocation location) {
        try {
            boolean found = location.kind() == ScriptLocation.Kind.CLASSPATH
                    ? scanClassPath(location)
                    : scanFolder(location, Path.of(location.root()), false);
            if (!found) {
                missing.add(location.descriptor());
            }
        } catch (IOException | URISyntaxException e) {
            throw new OrdermigException(
                    Problem.of(ScriptProblem.LOCATION, "The location " + location.descriptor() + " cannot be read.")
                            .where("parameter " + parameter)
                            .detail(e.getClass().getSimpleName() + ": " + e.getMessage())
                            .fix("Make the folder readable, or correct the location.")
                            .build(),
                    e);
        }
    }

    private boolean scanClassPath(ScriptLocation location) throws IOException, URISyntaxException {
        List<URL> roots = Collections.list(classes.getResources(location.root()));
        for (URL root : roots) {
            if (root.getProtocol().equals("file")) {
                scanFolder(location, Path.of(root.toURI()), true);
            } else if (root.openConnection() instanceof JarURLConnection connection) {
                scanJar(location, connection.getJarFileURL());
            }
        }
        return !roots.isEmpty() || scanJarsWithoutFolders(location);
    }

    /** A jar need not have entries for its folders; the class loader does not find them then. */
    private boolean scanJarsWithoutFolders(ScriptLocation location) throws IOException, URISyntaxException {
        boolean found = false;
        if (classes instanceof URLClassLoader loader) {
            for (URL url : loader.getURLs()) {
                boolean isJar =
                        url.getProtocol().equals("file") && url.getPath().endsWith(".jar");
                if (isJar && Files.isRegularFile(Path.of(url.toURI()))) {
                    found |= scanJar(location, url);
                }
            }
        }
        return found;
    }

    private boolean scanFolder(ScriptLocation location, Path root, boolean withClasses) throws IOException {
        if (!Files.isDirectory(root)) {
            return false;
        }
        Files.walkFileTree(root, Set.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                return !folder.equals(root) && Files.isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    String below = root.relativize(file).toString().replace('\\', '/');
                    add(location, below, file.toString(), withClasses, () -> Files.readAllBytes(file));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return true;
    }

    private boolean scanJar(ScriptLocation location, URL jarUrl) throws IOException, URISyntaxException {
        String root = location.root().isEmpty() ? "" : location.root() + "/";
        boolean found = false;
        try (JarFile jar = open(jarUrl)) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String name = entry.getName();
                if (!entry.isDirectory() && name.startsWith(root)) {
                    String origin = jarUrl.toURI().getPath() + "!/" + name;
                    add(location, name.substring(root.length()), origin, true, () -> readEntry(jarUrl, name));
                    found = true;
                }
            }
        }
        return found;
    }

    private static byte[] readEntry(URL jarUrl, String name) throws IOException {
        try (JarFile jar = open(jarUrl);
                InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            return in.readAllBytes();
        }
    }

    /** Opens a jar aside from the cache that the Java runtime keeps, so that it can be closed. */
    private static JarFile open(URL jarUrl) throws IOException {
        URLConnection connection = new URL("jar:" + jarUrl + "!/").openConnection();
        connection.setUseCaches(false);
        return ((JarURLConnection) connection).getJarFile();
    }

    private void add(
            ScriptLocation location, String below, String origin, boolean withClasses, FoundFile.Content content) {
        if (below.endsWith(CLASS)) {
            if (withClasses && location.pathOf(below).isPresent()) {
                String name = (location.root().isEmpty() ? "" : location.root() + "/") + below;
                classNames.add(name.substring(0, name.length() - CLASS.length()).replace('/', '.'));
            }
            return;
        }
        location.pathOf(below)
                .ifPresent(path -> files.putIfAbsent(origin, new FoundFile(path, origin, encoding, content)));
    }
}
