package io.ordermig.event;

import java.util.List;

/**
 * How things are after a restore, and what is left to do by hand.
 *
 * @param kept what has the data of before the restore: the identifier of the instance or cluster, the name of the
 *     database or of the final snapshot; empty when nothing has
 * @param items a checklist, the most urgent first
 */
public record Aftermath(String kept, List<Item> items) {

    public Aftermath {
        items = List.copyOf(items);
    }

    /**
     * One thing to know or to do.
     *
     * @param what a sentence
     * @param commands lines to type; empty when it is only to be known
     */
    public record Item(String what, List<String> commands) {
        public Item {
            commands = List.copyOf(commands);
        }
    }
}
