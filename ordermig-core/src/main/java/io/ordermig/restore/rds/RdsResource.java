package io.ordermig.restore.rds;

import io.ordermig.snapshot.rds.CapturedSettings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * An instance of its own, or a cluster with its members, as it is now.
 *
 * @param identifier its name
 * @param resource the id that it keeps through renames, and no other ever has
 * @param arn its ARN, which changes with its name
 * @param state such as {@code available}
 * @param tags keys to values
 * @param pending the names of settings that were changed and are not applied yet
 * @param host the host name of its endpoint, of a cluster the one that writes; empty while it has none
 * @param port the port there; 0 while it has none
 * @param deletionProtected whether it must not be deleted
 * @param replicas the identifiers of its read replicas
 * @param settings everything that RDS says of it
 */
record RdsResource(
        String identifier,
        String resource,
        String arn,
        String state,
        Map<String, String> tags,
        List<String> pending,
        String host,
        int port,
        boolean deletionProtected,
        List<String> replicas,
        CapturedSettings settings) {

    RdsResource {
        tags = Map.copyOf(tags);
        pending = List.copyOf(pending);
        replicas = List.copyOf(replicas);
    }

    /** The names of its members, of an Aurora cluster; those of others come and go with it, and are not told. */
    List<String> members() {
        return settings.cluster() != null && ClusterSettings.isAurora(settings.cluster())
                ? settings.instances().stream()
                        .map(DBInstance::dbInstanceIdentifier)
                        .toList()
                : List.of();
    }

    Optional<Mark> mark() {
        return Mark.of(tags);
    }

    /** Whether a restore has marked it as what is deleted first, and not as what it made. */
    boolean isToBeDeleted() {
        return mark().filter(mark -> mark.replaces().equals(resource)).isPresent();
    }
}
