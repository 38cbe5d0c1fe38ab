package io.ordermig.testing.aws;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.regex.Pattern;

/** Which IAM actions are allowed: all, or a list, and never those that are denied. {@code *} stands for any text. */
final class Permissions {

    private volatile Set<String> allowed = Set.of("*");
    private final Set<String> denied = new CopyOnWriteArraySet<>();

    void allowOnly(Set<String> actions) {
        allowed = Set.copyOf(actions);
    }

    void deny(String action) {
        denied.add(action);
    }

    /** Why a principal may not do something, as AWS says it; empty when it may. */
    Optional<String> refusal(String principal, IamAction action) {
        if (matches(denied, action.name())) {
            return Optional.of(sentence(principal, action) + " with an explicit deny in an identity-based policy");
        }
        return matches(allowed, action.name()) ? Optional.empty() : Optional.of(noneAllows(principal, action));
    }

    static String noneAllows(String principal, IamAction action) {
        return sentence(principal, action) + " because no identity-based policy allows the " + action.name()
                + " action";
    }

    private static String sentence(String principal, IamAction action) {
        return "User: " + principal + " is not authorized to perform: " + action.name() + " on resource: "
                + action.resource();
    }

    private static boolean matches(Set<String> patterns, String action) {
        return patterns.stream()
                .anyMatch(pattern -> Pattern.compile(
                                Pattern.quote(pattern).replace("*", "\\E.*\\Q"), Pattern.CASE_INSENSITIVE)
                        .matcher(action)
                        .matches());
    }
}
