package io.ordermig.aws;

import java.text.Normalizer;

/** Text in the signs that AWS takes where it takes few: the printable ones of ASCII. */
public final class Ascii {

    private Ascii() {}

    /**
     * The text as one line of printable ASCII: letters lose their accents, blanks and control characters become single
     * blanks, and what has no form in ASCII becomes {@code ?}, one for each sign. Texts that differ in such signs alone
     * become the same.
     */
    public static String of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
        StringBuilder line = new StringBuilder(plain.length());
        plain.codePoints().forEach(sign -> {
            if (sign > ' ' && sign <= '~') {
                line.append((char) sign);
            } else {
                line.append(Character.isWhitespace(sign) || Character.isISOControl(sign) ? ' ' : '?');
            }
        });
        return Words.oneLine(line.toString());
    }
}
