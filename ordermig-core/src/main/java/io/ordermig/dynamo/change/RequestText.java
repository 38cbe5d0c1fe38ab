package io.ordermig.dynamo.change;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * A request as a line for the AWS CLI, with all its members in JSON. Values in items are left out, as they are in all
 * that ordermig prints.
 */
final class RequestText {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private RequestText() {}

    /** {@code aws dynamodb update-table --cli-input-json '{…}'}, over several lines. */
    static String of(DynamoDbRequest request) {
        RequestText json = new RequestText();
        json.write(request, "");
        return "aws dynamodb " + verb(WantedChange.operation(request)) + " --cli-input-json '"
                + json.text.toString().replace("'", "'\\''") + "'";
    }

    /** {@code UpdateTable} is {@code update-table}. */
    private static String verb(String operation) {
        return operation.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private void write(Object value, String indent) {
        if (value instanceof AttributeValue attribute) {
            write(Map.of(attribute.type().toString(), "…"), indent);
        } else if (value instanceof SdkPojo pojo) {
            object(Members.given(pojo), indent);
        } else if (value instanceof Map<?, ?> map) {
            Map<String, Object> sorted = new TreeMap<>();
            map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
            object(sorted, indent);
        } else if (value instanceof List<?> list) {
            list(list, indent);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            quoted(value.toString());
        }
    }

    private void object(Map<String, Object> members, String indent) {
        text.append('{');
        Iterator<Map.Entry<String, Object>> entries = members.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, Object> each = entries.next();
            text.append('\n').append(indent).append(INDENT);
            quoted(each.getKey());
            text.append(": ");
            write(each.getValue(), indent + INDENT);
            text.append(entries.hasNext() ? "," : "\n" + indent);
        }
        text.append('}');
    }

    private void list(List<?> items, String indent) {
        text.append('[');
        for (int i = 0; i < items.size(); i++) {
            text.append(i == 0 ? "" : ", ");
            write(items.get(i), indent);
        }
        text.append(']');
    }

    private void quoted(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char sign = string.charAt(i);
            if (sign == '"' || sign == '\\') {
                text.append('\\').append(sign);
            } else if (sign < ' ') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) sign));
            } else {
                text.append(sign);
            }
        }
        text.append('"');
    }
}
