package io.ordermig.postgres;

import io.ordermig.postgres.script.ScriptCatalog;
import io.ordermig.postgres.script.ScriptFile;
import java.io.Reader;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;
import org.jspecify.annotations.Nullable;

/**
 * Shows Flyway the files of a catalog, and answers its question for a file's script configuration: a file that cannot
 * run in a transaction, or says whether it may, gets {@code executeInTransaction} without a {@code .conf} beside it.
 */
final class FlywayResources implements ResourceProvider {

    private static final String CONF = ".conf";

    private final ScriptCatalog catalog;
    private final Map<String, LoadableResource> resources = new HashMap<>();

    FlywayResources(ScriptCatalog catalog) {
        this.catalog = catalog;
        for (ScriptFile file : catalog.served()) {
            resources.put(file.origin(), new FileResource(file));
        }
    }

    @Override
    public @Nullable LoadableResource getResource(String name) {
        if (name.endsWith(CONF)) {
            LoadableResource configuration = configurationOf(name);
            if (configuration != null) {
                return configuration;
            }
        }
        return catalog.file(name).map(file -> resources.get(file.origin())).orElse(null);
    }

    private @Nullable LoadableResource configurationOf(String name) {
        ScriptFile script =
                catalog.file(name.substring(0, name.length() - CONF.length())).orElse(null);
        if (script == null || script.configuredTransaction().isPresent() || !isMigration(script)) {
            return null;
        }
        boolean inTransaction = script.transactionality().inTransaction();
        if (inTransaction && script.header().transaction().isEmpty()) {
            return null;
        }
        String own = catalog.file(name).map(ScriptFile::text).orElse("");
        return new TextResource(name, own + "\nexecuteInTransaction=" + inTransaction + "\n");
    }

    private boolean isMigration(ScriptFile script) {
        return catalog.isVersioned(script) || catalog.isRepeatable(script);
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return catalog.served().stream()
                .filter(file -> file.name().startsWith(prefix)
                        && Arrays.stream(suffixes).anyMatch(file.name()::endsWith))
                .map(file -> resources.get(file.origin()))
                .toList();
    }

    private static final class FileResource extends LoadableResource {
        private final ScriptFile file;

        private FileResource(ScriptFile file) {
            this.file = file;
        }

        @Override
        public Reader read() {
            return new StringReader(file.text());
        }

        @Override
        public String getAbsolutePath() {
            return file.origin();
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return file.origin();
        }

        @Override
        public String getFilename() {
            return file.name();
        }

        @Override
        public String getRelativePath() {
            return file.path();
        }
    }

    private static final class TextResource extends LoadableResource {
        private final String name;
        private final String text;

        private TextResource(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Reader read() {
            return new StringReader(text);
        }

        @Override
        public String getAbsolutePath() {
            return name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return name;
        }

        @Override
        public String getFilename() {
            return name.substring(name.lastIndexOf('/') + 1);
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
