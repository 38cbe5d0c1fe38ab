package io.ordermig.dynamo.file;

import io.ordermig.dynamo.DynamoMigration;
import io.ordermig.dynamo.UndoableDynamoMigration;
import io.ordermig.problem.Problem;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds and creates the migrations among a project's classes. */
final class JavaScripts {

    /** The name of a class that most likely is a migration, even if it cannot be loaded. */
    private static final Pattern NAME = Pattern.compile("(?:.*\\.)?V[0-9][^.$]*__[^.$]*");

    private final ClassLoader classes;
    private final Consumer<Problem> problems;

    JavaScripts(ClassLoader classes, Consumer<Problem> problems) {
        this.classes = classes;
        this.problems = problems;
    }

    /** A script for each migration among the classes; what cannot be used is noted. */
    List<DynamoScript> of(List<String> classNames) {
        List<DynamoScript> scripts = new ArrayList<>();
        for (String name : classNames) {
            Class<?> type = load(name);
            if (type != null
                    && DynamoMigration.class.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())) {
                script(type, name).ifPresent(scripts::add);
            }
        }
        return scripts;
    }

    private Optional<DynamoScript> script(Class<?> type, String name) {
        Optional<MigrationName> parts = MigrationName.ofClass(type.getSimpleName(), name, problems);
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Optional<DynamoMigration> created = new ProjectClass<>(DynamoMigration.class, classes)
                .create(name, problem -> problems.accept(problem.build()));
        return created.map(migration -> script(migration, parts.get(), name));
    }

    private static DynamoScript script(DynamoMigration migration, MigrationName parts, String name) {
        String checksum = migration.checksum().isPresent()
                ? String.valueOf(migration.checksum().getAsInt())
                : "";
        Optional<DynamoInverse> inverse = migration instanceof UndoableDynamoMigration undoable
                ? Optional.of(new DynamoInverse(name, "class " + name, checksum, List.of(), Optional.of(undoable)))
                : Optional.empty();
        return new DynamoScript(
                parts.version(),
                parts.description(),
                name,
                "class " + name,
                DynamoScript.Kind.JAVA,
                checksum,
                DynamoHeader.EMPTY,
                List.of(),
                Optional.of(migration),
                inverse);
    }

    private @Nullable Class<?> load(String name) {
        try {
            return Class.forName(name, false, classes);
        } catch (ClassNotFoundException | LinkageError e) {
            if (NAME.matcher(name).matches()) {
                problems.accept(Problem.of(DynamoFileProblem.JAVA, "The class " + name + " cannot be used.")
                        .where("class " + name)
                        .detail("It cannot be loaded: " + e)
                        .fix("Correct the class and build the project again.")
                        .build());
            }
            return null;
        }
    }
}
