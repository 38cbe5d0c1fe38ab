package io.ordermig.snapshot.rds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.ordermig.event.RestorePoint;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What belongs to a snapshot and is not in it, as a JSON file: everything that RDS said of the instance, or of the
 * cluster and its members, when the snapshot was asked for. There is no password in it.
 *
 * @param point the restore point
 * @param run the id of the run that asked for it
 * @param environment the environment it was taken in
 * @param schemaVersion the version of the schema in it; empty when that is not known
 * @param settings everything that RDS said
 */
public record Manifest(
        RestorePoint point, String run, String environment, String schemaVersion, CapturedSettings settings) {

    /** The number of the format, raised when a reader of the old one could not read it. */
    public static final int FORMAT = 1;

    private static final String SUFFIX = ".manifest.json";

    /** Where the manifest of a snapshot is. */
    public static Path path(Path folder, String snapshot) {
        return folder.resolve(snapshot + SUFFIX);
    }

    /**
     * Writes it into a folder, which is made if need be. A reader sees all of it or nothing.
     *
     * @return where it is
     */
    public Path write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path file = path(folder, point.id());
        Path draft = folder.resolve("." + point.id() + "." + UUID.randomUUID());
        try {
            try (Writer out = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
                write(out);
            }
            move(draft, file);
        } finally {
            Files.deleteIfExists(draft);
        }
        return file;
    }

    private static void move(Path draft, Path file) throws IOException {
        try {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void write(Writer out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeNumberField("format", FORMAT);
            json.writeStringField("kind", point.kind().name());
            json.writeStringField("snapshot", point.id());
            json.writeStringField("source", point.source());
            json.writeStringField("started", point.started().toString());
            json.writeStringField("run", run);
            json.writeStringField("environment", environment);
            json.writeStringField("schemaVersion", schemaVersion);
            json.writeFieldName("settings");
            settings.write(json, member -> !member.endsWith("MasterUserPassword"));
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    /**
     * Reads it from a file.
     *
     * @throws IOException when the file cannot be read, or is no manifest of a format that is known
     */
    public static Manifest read(Path file) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        CapturedSettings settings = null;
        try (JsonParser json = new JsonFactory().createParser(Files.newBufferedReader(file))) {
            json.nextToken();
            SdkJson.expect(json, JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String name = json.currentName();
                JsonToken value = json.nextToken();
                if (name.equals("settings")) {
                    settings = CapturedSettings.read(json);
                } else if (value.isScalarValue()) {
                    texts.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return of(texts, settings);
    }

    private static Manifest of(Map<String, String> texts, @Nullable CapturedSettings settings) throws IOException {
        if (!texts.getOrDefault("format", "").equals(String.valueOf(FORMAT)) || settings == null) {
            throw new IOException("It is no manifest of format " + FORMAT + ".");
        }
        try {
            RestorePoint point = new RestorePoint(
                    RestorePoint.Kind.valueOf(texts.getOrDefault("kind", "")),
                    texts.getOrDefault("snapshot", ""),
                    texts.getOrDefault("source", ""),
                    Instant.parse(texts.getOrDefault("started", "")));
            return new Manifest(
                    point,
                    texts.getOrDefault("run", ""),
                    texts.getOrDefault("environment", ""),
                    texts.getOrDefault("schemaVersion", ""),
                    settings);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("It is no manifest: " + e.getMessage(), e);
        }
    }
}
