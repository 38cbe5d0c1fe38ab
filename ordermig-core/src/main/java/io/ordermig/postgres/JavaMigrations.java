package io.ordermig.postgres;

import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** Finds and creates the Java migrations among a project's classes. */
final class JavaMigrations {

    /** What Flyway calls a migration class by default: {@code V1__Add_orders}, {@code R__Order_totals}. */
    private static final Pattern NAME = Pattern.compile("(?:.*\\.)?(?:V[0-9]|R_)[^.$]*__[^.$]*");

    private JavaMigrations() {}

    /**
     * One instance of each migration class among the names.
     *
     * @throws OrdermigException naming every class that is a migration and cannot be created
     */
    static List<JavaMigration> of(List<String> classNames, ClassLoader classes, RunEvents events) {
        List<JavaMigration> migrations = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String name : classNames) {
            Class<?> type = load(name, classes, problems, events);
            if (type != null
                    && JavaMigration.class.isAssignableFrom(type)
                    && !Modifier.isAbstract(type.getModifiers())) {
                create(type.asSubclass(JavaMigration.class), problems).ifPresent(migrations::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        return migrations;
    }

    private static @Nullable Class<?> load(String name, ClassLoader classes, List<Problem> problems, RunEvents events) {
        try {
            return Class.forName(name, false, classes);
        } catch (ClassNotFoundException | LinkageError e) {
            if (NAME.matcher(name).matches()) {
                problems.add(unusable(name, "It cannot be loaded: ", e));
            } else {
                events.warn("The class " + name + " in a migration location cannot be loaded and is passed over: " + e);
            }
            return null;
        }
    }

    private static Optional<JavaMigration> create(Class<? extends JavaMigration> type, List<Problem> problems) {
        try {
            return Optional.of(type.getDeclaredConstructor().newInstance());
        } catch (InvocationTargetException e) {
            problems.add(unusable(type.getName(), "Its constructor threw: ", e.getCause()));
        } catch (ReflectiveOperationException e) {
            problems.add(unusable(type.getName(), "It needs a public constructor without parameters: ", e));
        } catch (LinkageError e) {
            problems.add(unusable(type.getName(), "It cannot be initialised: ", e));
        }
        return Optional.empty();
    }

    private static Problem unusable(String name, String why, @Nullable Throwable cause) {
        return Problem.of(PostgresProblem.JAVA_UNUSABLE, "A Java migration cannot be created.")
                .where("class " + name)
                .detail(why + cause)
                .fix("Correct the class and build the project again.")
                .build();
    }
}
