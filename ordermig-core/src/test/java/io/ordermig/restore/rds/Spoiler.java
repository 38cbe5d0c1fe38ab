package io.ordermig.restore.rds;

import io.ordermig.testing.aws.rds.RdsListener;
import io.ordermig.testing.aws.rds.SimulatedRds;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSnapshot;

/** Lets what is restored come out with a setting that nobody can change. */
record Spoiler(SimulatedRds rds) implements RdsListener {

    @Override
    public void instanceRestored(DBInstance instance, DBSnapshot snapshot) {
        rds.instance(instance.dbInstanceIdentifier())
                .set(settings -> settings.customIamInstanceProfile("AWSRDSCustom"));
    }
}
