package io.ordermig.postgres.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.postgresql.core.Parser;

/** The words of one SQL statement in upper case, without comments; literals and quoted names become {@code ?}. */
final class SqlWords {

    private SqlWords() {}

    /** At most {@code limit} words, parentheses and other signs left out. */
    static List<String> of(String sql, int limit) {
        char[] chars = sql.toCharArray();
        List<String> words = new ArrayList<>();
        int i = 0;
        while (i < chars.length && words.size() < limit) {
            char c = chars[i];
            if (c == '-') {
                i = Parser.parseLineComment(chars, i) + 1;
            } else if (c == '/') {
                i = Parser.parseBlockComment(chars, i) + 1;
            } else if (c == '\'') {
                i = Parser.parseSingleQuotes(chars, i, true) + 1;
                words.add("?");
            } else if (c == '"') {
                i = Parser.parseDoubleQuotes(chars, i) + 1;
                words.add("?");
            } else if (c == '$') {
                int end = Parser.parseDollarQuotes(chars, i);
                if (end > i) {
                    words.add("?");
                }
                i = end + 1;
            } else if (Parser.isIdentifierStartChar(c)) {
                int start = i;
                while (i < chars.length && Parser.isIdentifierContChar(chars[i])) {
                    i++;
                }
                words.add(sql.substring(start, i).toUpperCase(Locale.ROOT));
            } else {
                i++;
            }
        }
        return words;
    }
}
