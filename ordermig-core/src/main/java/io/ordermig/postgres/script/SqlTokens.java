package io.ordermig.postgres.script;

import java.util.Locale;
import org.postgresql.core.Parser;

/**
 * Walks through the parts of a SQL text: words, quoted parts, comments, signs. Blanks are passed over. Rests on the
 * PostgreSQL driver's own reading of quotes and comments.
 */
final class SqlTokens {

    enum Kind {
        /** A key word or a name. */
        WORD,
        /** A literal, a quoted name or a dollar-quoted body. */
        QUOTED,
        LINE_COMMENT,
        BLOCK_COMMENT,
        /** Any other character. */
        SIGN
    }

    private final String sql;
    private final char[] chars;
    private Kind kind = Kind.SIGN;
    private int start;
    private int end;
    private int line = 1;
    private int counted;

    SqlTokens(String sql) {
        this.sql = sql;
        this.chars = sql.toCharArray();
    }

    /** Goes to the next part; false at the end of the text. */
    boolean advance() {
        int i = end;
        while (i < chars.length && Character.isWhitespace(chars[i])) {
            i++;
        }
        start = i;
        end = i;
        if (i >= chars.length) {
            return false;
        }
        read();
        return true;
    }

    private void read() {
        char c = chars[start];
        int last = switch (c) {
            case '-' -> Parser.parseLineComment(chars, start);
            case '/' -> Parser.parseBlockComment(chars, start);
            case '\'' -> Parser.parseSingleQuotes(chars, start, true);
            case '"' -> Parser.parseDoubleQuotes(chars, start);
            case '$' -> Parser.parseDollarQuotes(chars, start);
            default -> start;
        };
        if (last > start) {
            kind = c == '-' ? Kind.LINE_COMMENT : c == '/' ? Kind.BLOCK_COMMENT : Kind.QUOTED;
            end = Math.min(last + 1, chars.length);
        } else if (c != '$' && Parser.isIdentifierStartChar(c)) {
            kind = Kind.WORD;
            end = start + 1;
            while (end < chars.length && Parser.isIdentifierContChar(chars[end])) {
                end++;
            }
        } else {
            kind = Kind.SIGN;
            end = start + 1;
        }
    }

    Kind kind() {
        return kind;
    }

    boolean isComment() {
        return kind == Kind.LINE_COMMENT || kind == Kind.BLOCK_COMMENT;
    }

    boolean isSign(char sign) {
        return kind == Kind.SIGN && chars[start] == sign;
    }

    /** Where the part begins. */
    int start() {
        return start;
    }

    /** Where the part ends, exclusive. */
    int end() {
        return end;
    }

    /** The line on which the part begins, from 1. */
    int line() {
        for (; counted < start; counted++) {
            line += chars[counted] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** The part as it is written. */
    String text() {
        return sql.substring(start, end);
    }

    /** A word in upper case, {@code ?} for what is quoted; only for these two. */
    String word() {
        return kind == Kind.WORD ? text().toUpperCase(Locale.ROOT) : "?";
    }
}
