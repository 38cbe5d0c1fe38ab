package io.ordermig.problem;

import java.util.Map;

/** One thing a person can do about a problem. The front end's {@link Vocabulary} spells goals and parameters. */
public sealed interface Remedy {

    /** The remedy as a sentence. */
    String spelled(Vocabulary vocabulary);

    /** Advice that needs no goal or parameter. */
    static Remedy advice(String text) {
        return new Advice(text);
    }

    /** Run a goal as it is. {@code why} continues the sentence "Run X …", for example "to remove the failed row". */
    static Remedy run(String goal, String why) {
        return new RunGoal(goal, Map.of(), why);
    }

    /** Set a parameter. {@code why} continues the sentence "Set X to V …". */
    static Remedy set(String parameter, String value, String why) {
        return new SetParameter(parameter, value, why);
    }

    /** See {@link #advice}. */
    record Advice(String text) implements Remedy {
        @Override
        public String spelled(Vocabulary vocabulary) {
            return text;
        }
    }

    /** See {@link #run}. */
    record RunGoal(String goal, Map<String, String> parameters, String why) implements Remedy {
        public RunGoal {
            parameters = Map.copyOf(parameters);
        }

        @Override
        public String spelled(Vocabulary vocabulary) {
            return "Run " + vocabulary.goal(goal, parameters) + " " + why + ".";
        }
    }

    /** See {@link #set}. */
    record SetParameter(String parameter, String value, String why) implements Remedy {
        @Override
        public String spelled(Vocabulary vocabulary) {
            return "Set " + vocabulary.parameter(parameter) + " to " + value + " " + why + ".";
        }
    }
}
