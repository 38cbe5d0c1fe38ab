package io.ordermig.aws;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text from elsewhere, made fit for a line. */
final class Words {

    private static final Pattern EACH_PROVIDER = Pattern.compile(", (?=[A-Z]\\w*Provider\\()");
    private static final Pattern NOT_SET_UP = Pattern.compile("must be specified|must be set|neither AWS_CONTAINER");
    private static final Pattern PROVIDER = Pattern.compile("^\\w+\\(.*?\\)+: ");
    private static final int LONGEST = 200;

    private Words() {}

    private static final Pattern OBJECT = Pattern.compile("(?:[a-z0-9]+\\.)+([A-Z]\\w*)(?:@[0-9a-f]+)?");

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** In one line, without the packages and hash codes of objects. */
    static String ofSdk(@Nullable String message) {
        return OBJECT.matcher(oneLine(String.valueOf(message))).replaceAll("$1");
    }

    /**
     * What the providers of credentials say, one line each, without those that only say that they are not set up, and
     * without the list of their names before it.
     */
    static List<String> ofProviders(String message) {
        int list = message.indexOf("] : [");
        return list < 0
                ? List.of()
                : EACH_PROVIDER
                        .splitAsStream(message.substring(list + 5))
                        .map(Words::ofSdk)
                        .filter(line -> !NOT_SET_UP.matcher(line).find())
                        .map(line -> PROVIDER.matcher(line).replaceFirst("").replaceAll("]$", ""))
                        .map(line -> line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line)
                        .toList();
    }
}
