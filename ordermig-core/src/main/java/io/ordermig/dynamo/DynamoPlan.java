package io.ordermig.dynamo;

import io.ordermig.event.MigrationRef;
import io.ordermig.problem.Problem;
import java.util.List;

/**
 * What a run would do, seen from the tables as they are.
 *
 * @param before the version that the tables have; empty when nothing was applied
 * @param parts one for each migration that would be applied, or undone, in order
 */
public record DynamoPlan(String before, List<Part> parts) {

    public DynamoPlan {
        parts = List.copyOf(parts);
    }

    /**
     * What would be done for one migration.
     *
     * @param migration the migration
     * @param lines the calls, for people
     * @param problems why it cannot be done
     */
    public record Part(MigrationRef migration, List<String> lines, List<Problem> problems) {
        public Part {
            lines = List.copyOf(lines);
            problems = List.copyOf(problems);
        }
    }

    /** Everything that would stop the run. */
    public List<Problem> problems() {
        return parts.stream().flatMap(part -> part.problems().stream()).toList();
    }
}
