package io.ordermig.testing.aws.rds;

import java.time.Instant;
import software.amazon.awssdk.services.rds.model.DBCluster;

/** The automated backups of a deleted cluster that were kept (DeleteAutomatedBackups=false). */
record RetainedClusterBackups(
        DBCluster settings, DataHistory data, String masterPassword, Instant earliest, Instant latest) {}
