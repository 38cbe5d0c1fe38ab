package io.ordermig.testing.aws.rds;

import io.ordermig.testing.aws.SimulatedError;

/** The errors of RDS, with the codes and HTTP statuses of its service model. */
final class RdsErrors {

    private RdsErrors() {}

    static SimulatedError instanceNotFound(String identifier) {
        return new SimulatedError(404, "DBInstanceNotFound", "DBInstance " + identifier + " not found.");
    }

    static SimulatedError snapshotNotFound(String identifier) {
        return new SimulatedError(404, "DBSnapshotNotFound", "DBSnapshot " + identifier + " not found.");
    }

    static SimulatedError clusterNotFound(String identifier) {
        return new SimulatedError(404, "DBClusterNotFoundFault", "DBCluster " + identifier + " not found.");
    }

    static SimulatedError clusterSnapshotNotFound(String identifier) {
        return new SimulatedError(
                404, "DBClusterSnapshotNotFoundFault", "DBClusterSnapshot " + identifier + " not found.");
    }

    static SimulatedError automatedBackupNotFound(String what) {
        return new SimulatedError(
                404, "DBInstanceAutomatedBackupNotFound", "DBInstanceAutomatedBackup " + what + " not found.");
    }

    static SimulatedError clusterAutomatedBackupNotFound(String what) {
        return new SimulatedError(
                404, "DBClusterAutomatedBackupNotFoundFault", "DBClusterAutomatedBackup " + what + " not found.");
    }

    static SimulatedError parameterGroupNotFound(String name) {
        return new SimulatedError(404, "DBParameterGroupNotFound", "DBParameterGroup not found: " + name);
    }

    static SimulatedError clusterParameterGroupNotFound(String name) {
        return new SimulatedError(404, "DBClusterParameterGroupNotFound", "DBClusterParameterGroup not found: " + name);
    }

    static SimulatedError optionGroupNotFound(String name) {
        return new SimulatedError(
                404, "OptionGroupNotFoundFault", "Specified OptionGroupName: " + name + " not found.");
    }

    static SimulatedError subnetGroupNotFound(String name) {
        return new SimulatedError(404, "DBSubnetGroupNotFoundFault", "DB subnet group '" + name + "' does not exist.");
    }

    static SimulatedError certificateNotFound(String name) {
        return new SimulatedError(404, "CertificateNotFound", "Certificate not found: " + name);
    }

    static SimulatedError instanceExists(String identifier) {
        return new SimulatedError(400, "DBInstanceAlreadyExists", "DB instance already exists: " + identifier);
    }

    static SimulatedError snapshotExists(String identifier) {
        return new SimulatedError(
                400,
                "DBSnapshotAlreadyExists",
                "Cannot create the snapshot because a snapshot with the identifier " + identifier + " already exists.");
    }

    static SimulatedError clusterExists(String identifier) {
        return new SimulatedError(400, "DBClusterAlreadyExistsFault", "DB Cluster already exists: " + identifier);
    }

    static SimulatedError clusterSnapshotExists(String identifier) {
        return new SimulatedError(
                400,
                "DBClusterSnapshotAlreadyExistsFault",
                "Cannot create the snapshot because a snapshot with the identifier " + identifier + " already exists.");
    }

    static SimulatedError clusterRoleExists(String role) {
        return new SimulatedError(
                400, "DBClusterRoleAlreadyExists", "There is already a role " + role + " of the DB cluster.");
    }

    static SimulatedError roleExists(String feature) {
        return new SimulatedError(
                400,
                "DBInstanceRoleAlreadyExists",
                "There is already a role associated with the DB instance for the feature name: " + feature);
    }

    static SimulatedError roleNotFound(String role) {
        return new SimulatedError(
                404, "DBInstanceRoleNotFound", "The role " + role + " is not associated with the DB instance.");
    }

    static SimulatedError invalidInstanceState(String message) {
        return new SimulatedError(400, "InvalidDBInstanceState", message);
    }

    static SimulatedError invalidSnapshotState(String message) {
        return new SimulatedError(400, "InvalidDBSnapshotState", message);
    }

    static SimulatedError invalidClusterState(String message) {
        return new SimulatedError(400, "InvalidDBClusterStateFault", message);
    }

    static SimulatedError invalidClusterSnapshotState(String message) {
        return new SimulatedError(400, "InvalidDBClusterSnapshotStateFault", message);
    }

    static SimulatedError invalidValue(String message) {
        return new SimulatedError(400, "InvalidParameterValue", message);
    }

    static SimulatedError invalidCombination(String message) {
        return new SimulatedError(400, "InvalidParameterCombination", message);
    }

    static SimulatedError missing(String parameter) {
        return new SimulatedError(400, "MissingParameter", "The request must contain the parameter " + parameter + ".");
    }

    static SimulatedError invalidRestore(String message) {
        return new SimulatedError(400, "InvalidRestoreFault", message);
    }

    static SimulatedError pointInTimeRestoreNotEnabled(String identifier) {
        return new SimulatedError(
                400, "PointInTimeRestoreNotEnabled", "Point in time restore is not enabled for instance " + identifier);
    }

    static SimulatedError quota(String code, String message) {
        return new SimulatedError(400, code, message);
    }

    static SimulatedError clusterQuota(int most) {
        return new SimulatedError(403, "DBClusterQuotaExceededFault", "DB Cluster quota exceeded: " + most);
    }

    static SimulatedError insufficientInstanceCapacity(String instanceClass) {
        return new SimulatedError(
                400,
                "InsufficientDBInstanceCapacity",
                "Cannot create a " + instanceClass + " database instance because there are not enough resources.");
    }

    static SimulatedError kmsKeyNotAccessible(String key) {
        return new SimulatedError(
                400,
                "KMSKeyNotAccessibleFault",
                "The specified KMS key [" + key + "] does not exist, is not enabled or you do not have permissions to"
                        + " access it.");
    }
}
