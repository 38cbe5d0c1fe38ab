package io.ordermig.restore.rds;

/**
 * A setting that is not as it was.
 *
 * @param name in the words of the API; of a member of a cluster with its name before, {@code orders-1/PromotionTier}
 * @param was as it was captured; empty when it was not set
 * @param is as it is
 */
record Difference(String name, String was, String is) {

    /** The same of a member of a cluster. */
    Difference of(String prefix) {
        return new Difference(prefix + name, was, is);
    }

    /** For people. */
    String title() {
        return name + ": was " + shown(was) + ", is " + shown(is);
    }

    private static String shown(String value) {
        return value.isEmpty() ? "not set" : value;
    }
}
