package io.ordermig.testing.aws.rds;

/**
 * Which snapshots a Describe call lists by their type (API Reference, DescribeDBSnapshots): without {@code SnapshotType}
 * manual and automated ones, shared and public ones only when included; an automated one asked for by its identifier
 * needs its type.
 */
final class SnapshotTypes {

    private SnapshotTypes() {}

    static boolean included(
            String type, String asked, Boolean includeShared, Boolean includePublic, String identifier) {
        if (asked != null) {
            return type.equals(asked);
        }
        return switch (type) {
            case "manual" -> true;
            case "automated" -> identifier == null;
            case "shared" -> Boolean.TRUE.equals(includeShared);
            case "public" -> Boolean.TRUE.equals(includePublic);
            default -> false;
        };
    }
}
