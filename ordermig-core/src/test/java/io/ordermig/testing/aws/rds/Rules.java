package io.ordermig.testing.aws.rds;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;

/** The constraints of single parameters, as the API Reference states them. */
final class Rules {

    private static final Set<Integer> INTERVALS = Set.of(0, 1, 5, 10, 15, 30, 60);
    private static final Set<String> LOGS = Set.of("postgresql", "upgrade", "iam-db-auth-error");
    private static final Set<String> AURORA_LOGS = Set.of("postgresql", "instance", "iam-db-auth-error");
    private static final Pattern PASSWORD = Pattern.compile("[\\x21-\\x7e&&[^/\"@]]{8,128}");
    private static final Pattern BACKUP_WINDOW = Pattern.compile("\\d\\d:\\d\\d-\\d\\d:\\d\\d");

    private Rules() {}

    static void retention(Integer days, int least) {
        if (days != null && (days < least || days > 35)) {
            throw RdsErrors.invalidValue(
                    "Invalid backup retention period: " + days + ". Must be between " + least + " and 35");
        }
    }

    static void password(String password) {
        if (password != null && !PASSWORD.matcher(password).matches()) {
            throw RdsErrors.invalidValue("The parameter MasterUserPassword is not a valid password. Only printable"
                    + " ASCII characters besides '/', '@', '\"', ' ' may be used, 8 to 128 of them.");
        }
    }

    static void monitoring(Integer seconds, String role) {
        if (seconds != null && !INTERVALS.contains(seconds)) {
            throw RdsErrors.invalidValue("Invalid monitoring interval: " + seconds);
        }
        if (seconds != null && seconds > 0 && role == null) {
            throw RdsErrors.invalidCombination(
                    "A MonitoringRoleARN value is required if you specify a MonitoringInterval value other than 0.");
        }
        if (role != null && seconds != null && seconds == 0) {
            throw RdsErrors.invalidCombination(
                    "You must specify a MonitoringInterval value other than 0 when you specify a MonitoringRoleARN"
                            + " value.");
        }
    }

    static void insights(String mode, boolean enabled, Integer days) {
        if (days != null && days != 7 && days != 731 && (days % 31 != 0 || days < 31 || days > 23 * 31)) {
            throw RdsErrors.invalidValue("Invalid Performance Insights retention period: " + days);
        }
        if ("advanced".equals(mode) && (!enabled || days == null || days < 465)) {
            throw RdsErrors.invalidCombination("To enable the Advanced mode of Database Insights, enable Performance"
                    + " Insights and set its retention period to at least 465 days.");
        }
    }

    static void logs(String engine, Collection<String> types) {
        Set<String> known = engine.startsWith("aurora") ? AURORA_LOGS : LOGS;
        for (String type : types) {
            if (!known.contains(type)) {
                throw RdsErrors.invalidCombination(
                        "You cannot use the log types '" + type + "' with engine " + engine + ".");
            }
        }
    }

    static void windows(String backup, String maintenance) {
        if (backup != null && !BACKUP_WINDOW.matcher(backup).matches()) {
            throw RdsErrors.invalidValue("The parameter PreferredBackupWindow is not valid: " + backup);
        }
        if (maintenance != null) {
            MaintenanceWindow.parse(maintenance);
        }
    }

    static void growth(Integer most, int gib) {
        if (most != null && most < gib) {
            throw RdsErrors.invalidCombination("Invalid max storage size: " + most
                    + ". It can't be less than the allocated storage, " + gib + ".");
        }
    }
}
