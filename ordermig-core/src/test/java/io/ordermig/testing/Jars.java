package io.ordermig.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** Jars that a test makes, and class loaders over jars and folders. */
public final class Jars {

    private Jars() {}

    /** Writes a jar; with {@code folders} it has an entry for each folder, too, as most tools write it. */
    public static Path write(Path jar, boolean folders, Map<String, String> entries) {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream jarOut = new JarOutputStream(out)) {
            Set<String> names = new LinkedHashSet<>();
            for (String name : entries.keySet()) {
                for (int slash = name.indexOf('/'); folders && slash > 0; slash = name.indexOf('/', slash + 1)) {
                    names.add(name.substring(0, slash + 1));
                }
                names.add(name);
            }
            for (String name : names) {
                jarOut.putNextEntry(new JarEntry(name));
                jarOut.write(entries.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
                jarOut.closeEntry();
            }
            return jar;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class loader over jars and folders, whose parent loads the core, as a front end makes it. */
    public static URLClassLoader loader(Path... places) {
        try {
            URL[] urls = new URL[places.length];
            for (int i = 0; i < places.length; i++) {
                urls[i] = places[i].toUri().toURL();
            }
            return new URLClassLoader(urls, Jars.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
