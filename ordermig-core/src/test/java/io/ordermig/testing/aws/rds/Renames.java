package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.rds.RdsTimings.Lapse;

/**
 * What happens to the names of an instance in a rename: for a while the old one still answers, {@code available} and
 * then {@code renaming}; then neither does; then the new one does, and only later is it {@code available}. The instance
 * is rebooted, even when the new name is the old one. Its snapshots follow it, its events stay with the old name.
 */
final class Renames {

    private static final String RENAMING = "renaming";

    private final RdsAccount account;

    Renames(RdsAccount account) {
        this.account = account;
    }

    /** Refuses a name that cannot be had, and keeps it from others until the rename is done. */
    String reserve(Instance instance, String wanted) {
        String name = Names.identifier("NewDBInstanceIdentifier", wanted);
        String before = instance.pending().dbInstanceIdentifier();
        if (!name.equals(instance.identifier()) && !name.equals(before)) {
            account.checkFree(name);
            account.reserved.add(name);
            if (before != null) {
                account.reserved.remove(before);
            }
        }
        return name;
    }

    /** Appends the phases of the rename that is pending. */
    void begin(Instance instance) {
        RdsTimings timings = account.timings;
        String name = instance.pending().dbInstanceIdentifier();
        if (name.equals(instance.identifier())) {
            instance.phases().then("rebooting", timings.of(Lapse.REBOOT), () -> arrived(instance));
            return;
        }
        instance.phases()
                .then(RENAMING, timings.of(Lapse.RENAME_OLD_NAME), () -> leave(instance))
                .then(RENAMING, timings.of(Lapse.RENAME_NO_NAME), () -> enter(instance, name));
        if (account.faults.isNewNameAvailableTooEarly()) {
            instance.phases()
                    .then(Phases.UNSEEN, timings.of(Lapse.ACCEPTANCE))
                    .then("rebooting", timings.of(Lapse.RENAME_NEW_NAME), () -> arrived(instance));
        } else {
            instance.phases().then(RENAMING, timings.of(Lapse.RENAME_NEW_NAME), () -> arrived(instance));
        }
    }

    private void leave(Instance instance) {
        account.instances.remove(instance.identifier(), instance);
        account.inTransit.add(instance);
    }

    private void enter(Instance instance, String name) {
        instance.change(settings -> settings.dbInstanceIdentifier(name));
        account.inTransit.remove(instance);
        account.reserved.remove(name);
        account.add(instance);
        account.snapshots.values().stream()
                .filter(snapshot ->
                        instance.resourceId().equals(snapshot.shown().dbiResourceId()))
                .forEach(snapshot -> snapshot.change(builder -> builder.dbInstanceIdentifier(name)));
    }

    private void arrived(Instance instance) {
        instance.changePending(pending -> pending.dbInstanceIdentifier(null));
        instance.rebooted();
        account.events.add(Events.Kind.RESTARTED, instance.identifier());
    }
}
