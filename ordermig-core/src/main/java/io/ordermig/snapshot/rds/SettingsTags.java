package io.ordermig.snapshot.rds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The settings that a restore loses, packed into tags of the snapshot: JSON, deflated, in Base64, in pieces of as many
 * signs as a tag holds. One tag says the format, how many pieces there are, and the checksum of the JSON, so that
 * pieces which a snapshot has inherited from its instance are never taken for its own.
 */
final class SettingsTags {

    /** The tag that says what the pieces are. */
    static final String MARK = "ordermig:settings";
    /** What it says when the settings are not there. */
    static final String NONE = "none";

    private static final String PIECE = MARK + "-%02d";
    private static final int LONGEST_VALUE = 256;
    private static final int MOST_BYTES = 1_000_000;
    private static final Pattern FORMAT = Pattern.compile("1 (\\d{1,2}) ([0-9a-f]{8})");

    private SettingsTags() {}

    /** The pieces and their mark. */
    static List<Tag> pack(CapturedSettings settings) {
        byte[] json = json(settings);
        String text = Base64.getEncoder().withoutPadding().encodeToString(deflated(json));
        List<Tag> pieces = new ArrayList<>();
        for (int from = 0; from < text.length(); from += LONGEST_VALUE) {
            pieces.add(tag(
                    PIECE.formatted(pieces.size() + 1),
                    text.substring(from, Math.min(text.length(), from + LONGEST_VALUE))));
        }
        List<Tag> tags = new ArrayList<>();
        tags.add(tag(MARK, "1 %d %08x".formatted(pieces.size(), checksum(json))));
        tags.addAll(pieces);
        return tags;
    }

    /** The mark that says that there are no pieces. */
    static Tag none() {
        return tag(MARK, NONE);
    }

    /** The settings; empty when they are not there as a whole. */
    static Optional<CapturedSettings> read(Map<String, String> tags) {
        Matcher mark = FORMAT.matcher(tags.getOrDefault(MARK, ""));
        if (!mark.matches()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= Integer.parseInt(mark.group(1)); i++) {
            text.append(tags.getOrDefault(PIECE.formatted(i), ""));
        }
        try {
            byte[] json = inflated(Base64.getDecoder().decode(text.toString()));
            if (checksum(json) != Long.parseLong(mark.group(2), 16)) {
                return Optional.empty();
            }
            try (JsonParser parser = new JsonFactory().createParser(json)) {
                parser.nextToken();
                return Optional.of(CapturedSettings.read(parser));
            }
        } catch (IllegalArgumentException | DataFormatException | IOException damaged) {
            return Optional.empty();
        }
    }

    private static byte[] json(CapturedSettings settings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            settings.write(json, LostSettings::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static byte[] inflated(byte[] bytes) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0 || out.size() > MOST_BYTES) {
                    throw new DataFormatException("not whole");
                }
                out.write(buffer, 0, count);
            }
            return out.toByteArray();
        } finally {
            inflater.end();
        }
    }

    private static long checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return crc.getValue();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
