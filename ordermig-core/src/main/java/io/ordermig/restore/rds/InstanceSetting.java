package io.ordermig.restore.rds;

import io.ordermig.snapshot.rds.LostSettings;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * One setting of an instance.
 *
 * @param name in the words of the API
 * @param reading how it reads
 * @param change how it is asked for; null when no modification sets it
 */
record InstanceSetting(
        String name,
        Function<DBInstance, @Nullable Object> reading,
        @Nullable Change change) {

    /** Asks for what is wanted. */
    @FunctionalInterface
    interface Change {
        void ask(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live);
    }

    /** As text, the same for what means the same: what is not set, false, and an empty list. */
    String read(DBInstance instance) {
        return text(reading.apply(instance));
    }

    /** A value as text. */
    static String text(@Nullable Object value) {
        if (value == null || Boolean.FALSE.equals(value)) {
            return "";
        }
        if (value instanceof Collection<?> items) {
            return String.join(
                    ", ", items.stream().map(String::valueOf).sorted().toList());
        }
        return value.toString();
    }

    /** The difference between two instances; empty when there is none, or when it is not known what was. */
    Optional<Difference> between(DBInstance wanted, DBInstance live) {
        String was = read(wanted);
        String is = read(live);
        boolean isKnown = !was.isEmpty() || LostSettings.isCarried(name);
        return was.equals(is) || !isKnown ? Optional.empty() : Optional.of(new Difference(name, was, is));
    }
}
