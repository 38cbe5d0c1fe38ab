package io.ordermig.dynamo.file;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DynamoDB's expressions as words and signs. */
final class ConditionText {

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:([#:]?[A-Za-z0-9_]+)|(<>|<=|>=|[-+=<>(),.\\[\\]])|(\\S))");

    private ConditionText() {}

    /**
     * The words and signs of an expression.
     *
     * @throws IllegalArgumentException naming a character that belongs to none
     */
    static List<String> tokens(String expression) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(expression);
        while (matcher.lookingAt()) {
            if (matcher.group(3) != null) {
                throw new IllegalArgumentException("The character " + matcher.group(3) + " has no meaning there.");
            }
            tokens.add(matcher.group().strip());
            matcher.region(matcher.end(), expression.length());
        }
        return tokens;
    }

    /** The same condition without parentheses around all of it; DynamoDB refuses them when more are put around them. */
    static String withoutOuterParentheses(String condition) {
        String text = condition.strip();
        while (text.startsWith("(") && closes(text) == text.length() - 1) {
            text = text.substring(1, text.length() - 1).strip();
        }
        return text;
    }

    /** Where the parenthesis closes with which the text begins; -1 when it does not. */
    private static int closes(String text) {
        int open = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '(') {
                open++;
            } else if (text.charAt(i) == ')' && --open == 0) {
                return i;
            }
        }
        return -1;
    }
}
