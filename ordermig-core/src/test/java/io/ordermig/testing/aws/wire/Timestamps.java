package io.ordermig.testing.aws.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;
import software.amazon.awssdk.core.traits.TimestampFormatTrait.Format;

/** Points in time as text and as numbers. */
final class Timestamps {

    private Timestamps() {}

    /** The format that the model gives a field, or else the protocol's own. */
    static Format format(SdkField<?> field, Format protocol) {
        return field.getOptionalTrait(TimestampFormatTrait.class)
                .map(TimestampFormatTrait::format)
                .orElse(protocol);
    }

    static String text(Instant instant, Format format) {
        return switch (format) {
            case ISO_8601 -> DateTimeFormatter.ISO_INSTANT.format(instant);
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS ->
                number(instant, format).toPlainString();
        };
    }

    static BigDecimal number(Instant instant, Format format) {
        BigDecimal millis = BigDecimal.valueOf(instant.toEpochMilli());
        return format == Format.UNIX_TIMESTAMP_MILLIS ? millis : millis.movePointLeft(3);
    }

    static Instant read(String text, Format format) {
        return switch (format) {
            case ISO_8601 -> DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            case RFC_822 -> DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
            case UNIX_TIMESTAMP, UNIX_TIMESTAMP_MILLIS -> read(new BigDecimal(text), format);
        };
    }

    static Instant read(BigDecimal number, Format format) {
        BigDecimal millis = format == Format.UNIX_TIMESTAMP_MILLIS ? number : number.movePointRight(3);
        return Instant.ofEpochMilli(millis.longValue());
    }
}
