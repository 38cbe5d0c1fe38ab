package io.ordermig.restore.rds;

import io.ordermig.event.Aftermath;
import io.ordermig.event.RestorePlan.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.rds.model.DBCluster;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * What people have to know and to do after a restore of RDS: what a new instance has that is not what the old one had,
 * whoever made it.
 *
 * @param made what serves now
 * @param old what served before; empty when it is gone
 * @param accepted settings that were accepted as they are
 */
record AftermathText(
        RdsPlan plan, String noun, RdsResource made, Optional<RdsResource> old, List<Difference> accepted) {

    Aftermath aftermath() {
        List<Aftermath.Item> items = new ArrayList<>();
        endpoint(items);
        DBCluster before = plan.origin().wanted().cluster();
        DBCluster now = made.settings().cluster();
        if (before != null && now != null) {
            items.addAll(new ClusterAftermath(plan.plan().source(), before, now, made, old).items());
        }
        resource(items);
        password(items);
        replicas(items);
        accepted.forEach(difference ->
                items.add(new Aftermath.Item("Accepted as it is: " + difference.title() + ".", List.of())));
        others(items);
        warmth(items);
        leftover(items);
        return new Aftermath(kept(), items);
    }

    private String kept() {
        return plan.plan().strategy() == Strategy.REPLACE
                ? plan.lastSnapshot()
                : old.map(RdsResource::identifier).orElse("");
    }

    private void endpoint(List<Aftermath.Item> items) {
        String address = made.host() + ":" + made.port();
        String before = endpointBefore();
        if (before.isEmpty() || before.equals(made.host()) || before.startsWith(plan.replaced() + ".")) {
            items.add(item("The endpoint is " + address
                    + ", as before. Clients that hold connections or cached addresses of the old one have to connect"
                    + " anew: restart their pools."));
        } else {
            items.add(item("The endpoint is " + address + ", and was " + before
                    + ". Clients have to be told, unless an alias leads to it."));
        }
    }

    private String endpointBefore() {
        DBCluster cluster = plan.origin().wanted().cluster();
        if (cluster != null) {
            return Instances.text(cluster.endpoint());
        }
        DBInstance instance = plan.origin().wanted().instances().get(0);
        return instance.endpoint() == null
                ? ""
                : Instances.text(instance.endpoint().address());
    }

    private void resource(List<Aftermath.Item> items) {
        String before = plan.origin().resource();
        if (!made.resource().equals(before)) {
            items.add(item("The resource id is " + made.resource() + ", and was " + before
                    + ". IAM policies that allow rds-db:connect name the old one, and so do whatever reads Performance"
                    + " Insights or the audit log by it: change dbuser:" + before + "/… to dbuser:" + made.resource()
                    + "/…."));
        }
    }

    private void password(List<Aftermath.Item> items) {
        Optional<String> secret = Questions.secretOf(made);
        if (secret.isPresent()) {
            items.add(new Aftermath.Item(
                    "RDS keeps the master password in another secret now, " + secret.get()
                            + ". Point the service at it (secretArn, db-secret-arn).",
                    List.of("aws secretsmanager describe-secret --secret-id " + secret.get())));
        } else {
            items.add(item(
                    "Roles and passwords are those of " + plan.origin().origin().time()
                            + ". The login of this run works; any other secret that was rotated since has to be set anew, with"
                            + " ALTER ROLE … PASSWORD … or by another rotation."));
        }
    }

    private void replicas(List<Aftermath.Item> items) {
        List<String> replicas = old.map(RdsResource::replicas).orElse(List.of());
        if (!replicas.isEmpty()) {
            items.add(new Aftermath.Item(
                    "Read replicas stay with "
                            + old.map(RdsResource::identifier).orElse("the old one") + ": "
                            + String.join(", ", replicas) + ". Make new ones.",
                    replicas.stream().map(this::newReplica).toList()));
        }
    }

    private String newReplica(String replica) {
        DBCluster cluster = made.settings().cluster();
        return cluster == null
                ? "aws rds create-db-instance-read-replica --db-instance-identifier " + replica
                        + "-new --source-db-instance-identifier " + made.identifier()
                : "aws rds create-db-cluster --db-cluster-identifier <new> --engine " + cluster.engine()
                        + " --replication-source-identifier " + made.arn();
    }

    private void others(List<Aftermath.Item> items) {
        items.add(new Aftermath.Item(
                "An RDS Proxy, a zero-ETL integration, an AWS Backup plan or an alarm that names the resource, and not its"
                        + " identifier, still has the old one. Look, and attach the new one.",
                List.of(
                        "aws rds describe-db-proxies --query DBProxies[].DBProxyName",
                        "aws rds register-db-proxy-targets --db-proxy-name <proxy> --db-" + noun + "-identifiers "
                                + made.identifier())));
    }

    private void warmth(List<Aftermath.Item> items) {
        items.add(item(
                "Blocks are loaded from the backup when they are first read: expect slow first queries, and read hot"
                        + " tables once (pg_prewarm, or a full scan). Unlogged tables are empty."));
    }

    private void leftover(List<Aftermath.Item> items) {
        if (plan.plan().strategy() == Strategy.REPLACE) {
            if (!plan.lastSnapshot().isEmpty()) {
                items.add(new Aftermath.Item(
                        "What was deleted is kept as the snapshot " + plan.lastSnapshot()
                                + ". Remove it when nobody asks for it any more.",
                        List.of("aws rds delete-db-" + snapshotNoun() + " --db-" + snapshotNoun() + "-identifier "
                                + plan.lastSnapshot())));
            }
            return;
        }
        old.ifPresent(kept -> {
            String name = kept.identifier();
            List<String> commands = new ArrayList<>();
            if (kept.deletionProtected()) {
                commands.add("aws rds modify-db-" + noun + " --db-" + noun + "-identifier " + name
                        + " --no-deletion-protection --apply-immediately");
            }
            kept.members()
                    .forEach(member -> commands.add("aws rds delete-db-instance --db-instance-identifier " + member));
            commands.add("aws rds delete-db-" + noun + " --db-" + noun + "-identifier " + name
                    + " --final-db-snapshot-identifier " + name + "-final");
            items.add(new Aftermath.Item(
                    "The old one is " + name
                            + ", with all that was written to it, and costs what it always did. Remove it"
                            + " when nobody asks for its data any more.",
                    commands));
        });
    }

    private String snapshotNoun() {
        return noun.equals("cluster") ? "cluster-snapshot" : "snapshot";
    }

    private static Aftermath.Item item(@Nullable String what) {
        return new Aftermath.Item(String.valueOf(what), List.of());
    }
}
