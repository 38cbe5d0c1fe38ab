package io.ordermig.problem;

import java.util.Map;

/**
 * How a front end spells what the core can only name: a goal to run, a parameter to set. The core never writes
 * {@code mvn} or {@code -D} itself.
 */
public interface Vocabulary {

    /** Plain names, for logs and for programs that use the core directly. */
    Vocabulary NEUTRAL = new Vocabulary() {
        @Override
        public String goal(String goal, Map<String, String> parameters) {
            return parameters.isEmpty() ? goal : goal + " " + parameters;
        }

        @Override
        public String parameter(String name) {
            return name;
        }
    };

    /**
     * Spells a goal with the parameters to give it.
     *
     * @param goal the goal, such as {@code repair}
     * @param parameters parameter names to values, in the order to print them
     */
    String goal(String goal, Map<String, String> parameters);

    /** Spells the name of a parameter, such as {@code lockTimeout}. */
    String parameter(String name);

    /** Spells what is added to a line to set a parameter, such as {@code confirm}. */
    default String setting(String name, String value) {
        return name + "=" + value;
    }
}
