package io.ordermig.postgres;

import io.ordermig.event.RunEvents;
import io.ordermig.problem.OrdermigException;
import io.ordermig.problem.Problem;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** Finds and creates the Java migrations among a project's classes. */
final class JavaMigrations {

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
            try {
                Class<?> type = Class.forName(name, false, classes);
                if (JavaMigration.class.isAssignableFrom(type) && !Modifier.isAbstract(type.getModifiers())) {
                    migrations.add(type.asSubclass(JavaMigration.class).getDeclaredConstructor().newInstance());
                }
            } catch (InvocationTargetException e) {
                problems.add(unusable(name, "Its constructor threw: ", e.getCause()));
            } catch (ReflectiveOperationException e) {
                problems.add(unusable(name, "It needs a public constructor without parameters: ", e));
            } catch (LinkageError e) {
                // Perhaps no migration at all; if it is one, Flyway will miss it and validation will say so.
                events.warn("The class " + name + " in a migration location cannot be loaded and is passed over: " + e);
            }
        }
        if (!problems.isEmpty()) {
            throw new OrdermigException(problems);
        }
        return migrations;
    }

    private static Problem unusable(String name, String why, @Nullable Throwable cause) {
        return Problem.of(PostgresProblem.JAVA_UNUSABLE, "A Java migration cannot be created.")
                .where("class " + name)
                .detail(why + cause)
                .fix("Correct the class and build the project again.")
                .build();
    }
}
