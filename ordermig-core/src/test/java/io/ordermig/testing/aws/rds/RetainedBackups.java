package io.ordermig.testing.aws.rds;

import java.time.Instant;
import software.amazon.awssdk.services.rds.model.DBInstance;

/** The automated backups of a deleted instance that were kept (DeleteAutomatedBackups=false). */
record RetainedBackups(
        DBInstance settings, DataHistory data, String masterPassword, Instant earliest, Instant latest) {}
