package io.ordermig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The policies of {@code docs/iam.md}: the actions of each goal. */
final class IamPolicies {

    private static final Pattern POLICY =
            Pattern.compile("## ordermig:([\\w-]+)\\s+```json\\n(.*?)```", Pattern.DOTALL);

    /** What the page allows, by goal. */
    static final Map<String, Set<String>> BY_GOAL = read();

    private IamPolicies() {}

    private static Map<String, Set<String>> read() {
        try {
            Map<String, Set<String>> policies = new TreeMap<>();
            Matcher policy = POLICY.matcher(Files.readString(Path.of("../docs/iam.md")));
            while (policy.find()) {
                Set<String> actions = new TreeSet<>();
                for (JsonNode statement :
                        new ObjectMapper().readTree(policy.group(2)).get("Statement")) {
                    statement.get("Action").forEach(action -> actions.add(action.asText()));
                }
                policies.put(policy.group(1), actions);
            }
            return policies;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Set<String> without(Set<String> actions, String action) {
        Set<String> rest = new TreeSet<>(actions);
        rest.remove(action);
        return rest;
    }
}
