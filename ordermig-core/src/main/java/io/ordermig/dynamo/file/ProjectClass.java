package io.ordermig.dynamo.file;

import io.ordermig.problem.Problem;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Creates instances of a project's classes.
 *
 * @param type what the class extends or implements
 * @param classes where it is looked for
 */
record ProjectClass<T>(Class<T> type, ClassLoader classes) {

    /** An instance of the class of that name; empty when there can be none, which is passed on. */
    Optional<T> create(String name, Consumer<Problem.Builder> problems) {
        try {
            Class<?> found = Class.forName(name, true, classes);
            if (type.isAssignableFrom(found)) {
                return Optional.of(type.cast(found.getDeclaredConstructor().newInstance()));
            }
            problems.accept(unusable(name, "It does not implement " + type.getName() + ".", null));
        } catch (ClassNotFoundException e) {
            problems.accept(unusable(name, "There is no such class on the project's class path.", null));
        } catch (InvocationTargetException e) {
            problems.accept(unusable(name, "Its constructor threw: ", e.getCause()));
        } catch (ReflectiveOperationException e) {
            problems.accept(unusable(name, "It needs a public constructor without parameters: ", e));
        } catch (LinkageError e) {
            problems.accept(unusable(name, "It cannot be loaded: ", e));
        }
        return Optional.empty();
    }

    private static Problem.Builder unusable(String name, String why, @Nullable Throwable cause) {
        return Problem.of(DynamoFileProblem.JAVA, "The class " + name + " cannot be used.")
                .where("class " + name)
                .detail(cause == null ? why : why + cause)
                .fix("Correct the class or its name, and build the project again.");
    }
}
