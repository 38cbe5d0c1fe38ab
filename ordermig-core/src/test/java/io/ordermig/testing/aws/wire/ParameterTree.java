package io.ordermig.testing.aws.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The parameters of a form, as a tree along the dots of their names: {@code Filters.Filter.1.Name}. */
final class ParameterTree {

    private final Map<String, ParameterTree> children = new LinkedHashMap<>();
    private String value = "";

    static ParameterTree parse(String form) throws ContractViolation {
        ParameterTree root = new ParameterTree();
        for (String pair : form.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                root.set(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return root;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private void set(String name, String text) throws ContractViolation {
        ParameterTree node = this;
        boolean added = false;
        for (String part : name.split("\\.", -1)) {
            added = !node.children.containsKey(part);
            node = node.children.computeIfAbsent(part, key -> new ParameterTree());
        }
        if (!added) {
            throw ContractViolation.malformed(name, "is given twice.");
        }
        node.value = text;
    }

    String value() {
        return value;
    }

    boolean isLeaf() {
        return children.isEmpty();
    }

    Map<String, ParameterTree> children() {
        return children;
    }

    /** Takes a parameter out. */
    String take(String name) {
        ParameterTree node = children.remove(name);
        return node == null ? "" : node.value;
    }

    /** The children as a list; they must be numbered from 1, without a gap. */
    List<ParameterTree> elements(String path) throws ContractViolation {
        List<ParameterTree> elements = new ArrayList<>();
        for (int i = 1; i <= children.size(); i++) {
            ParameterTree element = children.get(Integer.toString(i));
            if (element == null) {
                throw ContractViolation.malformed(path, "its elements are numbered " + children.keySet() + ".");
            }
            elements.add(element);
        }
        return elements;
    }
}
