package io.ordermig.dynamo.file;

import io.ordermig.dynamo.file.YamlNode.Scalar;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.protocol.MarshallingKnownType;

/**
 * Scalars as the types of the model. A field for text takes what is written, letter by letter: {@code 0123}, {@code yes},
 * {@code 2024-03-01} and {@code 1e3} are text there, with quotes or without. A field for a number or a flag takes only
 * what can be nothing else.
 */
final class ScalarTypes {

    private static final Pattern WHOLE = Pattern.compile("-?(?:0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");
    private static final Set<String> FLAGS_OF_OLD = Set.of("yes", "no", "on", "off", "y", "n");

    private ScalarTypes() {}

    /** Whether the text is a number, written so that it can be nothing else. */
    static boolean isNumber(String text) {
        return DECIMAL.matcher(text).matches();
    }

    /** The flag; {@code null} when it is none. */
    static @Nullable Boolean flag(Scalar scalar) {
        if (!scalar.maybeTyped()) {
            return null;
        }
        return switch (scalar.text()) {
            case "true", "True", "TRUE" -> Boolean.TRUE;
            case "false", "False", "FALSE" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** The whole number; {@code null} when it is none within the bounds. */
    static @Nullable Long whole(Scalar scalar, long min, long max) {
        if (!scalar.maybeTyped() || !WHOLE.matcher(scalar.text()).matches()) {
            return null;
        }
        BigInteger number = new BigInteger(scalar.text());
        boolean fits = number.compareTo(BigInteger.valueOf(min)) >= 0 && number.compareTo(BigInteger.valueOf(max)) <= 0;
        return fits ? number.longValue() : null;
    }

    /** The value for a field; {@code null} when it is none. */
    static @Nullable Object read(SdkField<?> field, Scalar scalar) {
        MarshallingKnownType type = field.marshallingType().getKnownType();
        return switch (type) {
            case STRING -> scalar.text();
            case BOOLEAN -> flag(scalar);
            case LONG -> whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
            case INTEGER -> {
                Long number = whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE);
                yield number == null ? null : (Object) number.intValue();
            }
            case DOUBLE, FLOAT, BIG_DECIMAL -> decimal(type, scalar);
            case SDK_BYTES -> bytes(scalar.text());
            case INSTANT -> instant(scalar.text());
            default -> null;
        };
    }

    private static @Nullable Object decimal(MarshallingKnownType type, Scalar scalar) {
        if (!scalar.maybeTyped() || !isNumber(scalar.text())) {
            return null;
        }
        BigDecimal number = new BigDecimal(scalar.text());
        if (type == MarshallingKnownType.BIG_DECIMAL) {
            return number;
        }
        return type == MarshallingKnownType.DOUBLE ? (Object) number.doubleValue() : (Object) number.floatValue();
    }

    private static @Nullable SdkBytes bytes(String base64) {
        try {
            return SdkBytes.fromByteArray(Base64.getDecoder().decode(base64.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What a field takes, for messages. */
    static String expected(SdkField<?> field) {
        return switch (field.marshallingType().getKnownType()) {
            case BOOLEAN -> "true or false";
            case LONG, INTEGER, SHORT -> "a whole number";
            case DOUBLE, FLOAT, BIG_DECIMAL -> "a number";
            case SDK_BYTES -> "binary data in base64";
            case INSTANT -> "a time such as 2024-03-01T10:00:00Z";
            case STRING -> "text";
            default -> "a value that this version can read";
        };
    }

    /** Why a scalar is not what it seems to be; empty when that is plain. */
    static String hint(SdkField<?> field, Scalar scalar) {
        String text = scalar.text();
        MarshallingKnownType type = field.marshallingType().getKnownType();
        if (type == MarshallingKnownType.SDK_BYTES || type == MarshallingKnownType.INSTANT) {
            return "";
        }
        if (!scalar.maybeTyped()) {
            return "What stands in quotes is text.";
        }
        if (FLAGS_OF_OLD.contains(text.toLowerCase(Locale.ROOT))) {
            return text + " is text in YAML 1.2.";
        }
        return text.matches("-?0[0-9]+") ? "A number does not begin with 0." : "";
    }
}
