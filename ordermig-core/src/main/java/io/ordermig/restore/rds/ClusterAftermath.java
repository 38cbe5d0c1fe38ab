package io.ordermig.restore.rds;

import io.ordermig.event.Aftermath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What people have to know and to do after a restore of a cluster, beside what is to be done after any.
 *
 * @param source the name that it serves under
 * @param before what the old one was like
 * @param now what the new one is like
 * @param made the new one
 * @param old what served before; empty when it is gone
 */
record ClusterAftermath(String source, DBCluster before, DBCluster now, RdsResource made, Optional<RdsResource> old) {

    private static final String CUSTOM = ".cluster-custom-";

    List<Aftermath.Item> items() {
        List<Aftermath.Item> items = new ArrayList<>();
        reader(items);
        members(items);
        customEndpoints(items);
        global(items);
        scaling(items);
        return items;
    }

    private void reader(List<Aftermath.Item> items) {
        String is = Instances.text(now.readerEndpoint());
        String was = Instances.text(before.readerEndpoint());
        if (!is.isEmpty()) {
            items.add(item("The reader endpoint is " + is
                    + (was.isEmpty() || was.equals(is) ? ", as before." : ", and was " + was + ". Tell its clients.")));
        }
    }

    private void members(List<Aftermath.Item> items) {
        List<String> names = made.settings().instances().stream()
                .map(DBInstance::dbInstanceIdentifier)
                .toList();
        List<String> namesBefore = old.map(RdsResource::settings)
                .map(settings -> settings.instances().stream()
                        .map(DBInstance::dbInstanceIdentifier)
                        .toList())
                .orElse(List.of());
        String kept = namesBefore.isEmpty() ? "" : " Those of the old one are " + String.join(", ", namesBefore) + ".";
        items.add(item("Its members are " + String.join(", ", names) + "." + kept));
    }

    /** A custom endpoint stays with the cluster that it is of; the host name is all that is known of it afterwards. */
    private void customEndpoints(List<Aftermath.Item> items) {
        List<String> names = before.customEndpoints().stream()
                .map(host -> host.contains(CUSTOM) ? host.substring(0, host.indexOf(CUSTOM)) : host)
                .sorted()
                .toList();
        if (names.isEmpty()) {
            return;
        }
        List<String> commands = new ArrayList<>();
        old.ifPresent(kept -> {
            commands.add("aws rds describe-db-cluster-endpoints --db-cluster-identifier " + kept.identifier());
            names.forEach(name ->
                    commands.add("aws rds delete-db-cluster-endpoint --db-cluster-endpoint-identifier " + name));
        });
        names.forEach(name -> commands.add("aws rds create-db-cluster-endpoint --db-cluster-identifier "
                + made.identifier() + " --db-cluster-endpoint-identifier " + name + " --endpoint-type ANY"));
        items.add(new Aftermath.Item(
                "Custom endpoints are not restored: " + String.join(", ", names)
                        + ". Note what type they have and which members, remove them from the old one, and make them anew.",
                commands));
    }

    private void global(List<Aftermath.Item> items) {
        String global = Instances.text(before.globalClusterIdentifier());
        if (!global.isEmpty()) {
            List<String> commands = new ArrayList<>();
            old.ifPresent(kept -> commands.add("aws rds remove-from-global-cluster --global-cluster-identifier "
                    + global + " --db-cluster-identifier " + kept.arn()));
            commands.add(
                    "aws rds create-global-cluster --global-cluster-identifier <new> --source-db-cluster-identifier "
                            + made.arn());
            items.add(new Aftermath.Item(
                    "The global cluster " + global + " does not have the new one, and its other regions still have the"
                            + " data of the old one. Make a global cluster anew, and its other regions.",
                    commands));
        }
    }

    private void scaling(List<Aftermath.Item> items) {
        if (ClusterSettings.isAurora(now)) {
            items.add(new Aftermath.Item(
                    "Auto scaling of readers goes by the name of the cluster. Look whether it is still there; readers that"
                            + " it had added were made anew, and it does not remove them.",
                    List.of("aws application-autoscaling describe-scalable-targets --service-namespace rds"
                            + " --resource-ids cluster:" + source)));
        }
    }

    private static Aftermath.Item item(String what) {
        return new Aftermath.Item(what, List.of());
    }
}
