package io.ordermig.testing.aws.rds;

import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * The storage of an instance. Provisioned IOPS types must be told their IOPS; gp3 has a baseline, of 3000 IOPS and 125
 * MiB/s below 400 GiB, where it cannot be told, and of 12000 and 500 from there on (User Guide, "gp3 storage"). It
 * cannot shrink, and grows by a tenth at least.
 */
record Storage(String type, int gib, Integer iops, Integer throughput) {

    static Storage of(DBInstance settings) {
        return new Storage(
                settings.storageType(), settings.allocatedStorage(), settings.iops(), settings.storageThroughput());
    }

    /** What a restore makes: not the source's type, but io1 when IOPS are given, else gp3; and the backup's IOPS. */
    static Storage restored(DBInstance source, Wanted wanted) {
        Integer iops = wanted.number("Iops");
        boolean provisioned = iops != null && iops > 0;
        String type = wanted.text("StorageType", provisioned ? "io1" : "gp3");
        int gib = grown(source.allocatedStorage(), wanted.number("AllocatedStorage"));
        Integer kept = type.equals("gp3") && iops == null && gib >= 400 ? atLeast(12_000, source.iops()) : null;
        return of(source.engine(), type, gib, iops == null ? kept : iops, wanted.number("StorageThroughput"));
    }

    /** What a modification makes of this. */
    Storage modified(String engine, Wanted wanted) {
        if (Stream.of("StorageType", "AllocatedStorage", "Iops", "StorageThroughput")
                .noneMatch(wanted::says)) {
            return this;
        }
        String newType = wanted.text("StorageType", type);
        int newGib = grown(gib, wanted.number("AllocatedStorage"));
        boolean same = newType.equals(type);
        boolean small = newType.equals("gp3") && newGib < 400;
        return of(
                engine,
                newType,
                newGib,
                wanted.number("Iops", same && !small ? iops : null),
                wanted.number("StorageThroughput", same && !small ? throughput : null));
    }

    private static Integer atLeast(int least, Integer iops) {
        return iops == null ? least : Integer.valueOf(Math.max(least, iops));
    }

    private static int grown(int present, Integer wanted) {
        if (wanted == null || wanted == present) {
            return present;
        }
        if (wanted < present) {
            throw RdsErrors.invalidCombination("Requested storage size (" + wanted
                    + ") cannot be less than the current storage size (" + present + ")");
        }
        if (wanted < present * 1.1) {
            throw RdsErrors.invalidCombination("Requested storage size (" + wanted
                    + ") must be at least 10 % greater than the current storage size (" + present + ")");
        }
        return wanted;
    }

    private static Storage of(String engine, String type, int gib, Integer iops, Integer throughput) {
        switch (type) {
            case "io1", "io2":
                if (iops == null || iops < 1000) {
                    throw RdsErrors.invalidCombination("You must specify Iops for the storage type " + type + ".");
                }
                if (throughput != null && throughput != 0) {
                    throw RdsErrors.invalidCombination("You can't specify throughput for the storage type " + type);
                }
                return new Storage(type, gib, iops, null);
            case "gp3":
                boolean given = iops != null && iops != 0 || throughput != null && throughput != 0;
                if (gib < 400 && given) {
                    throw RdsErrors.invalidCombination("You can't specify IOPS or storage throughput for engine "
                            + engine + " and a storage size less than 400.");
                }
                return gp3(gib, iops, throughput);
            case "gp2", "standard":
                if (iops != null && iops != 0) {
                    throw RdsErrors.invalidCombination("You can't specify Iops for the storage type " + type + ".");
                }
                return new Storage(type, gib, null, null);
            default:
                throw RdsErrors.invalidValue("Invalid storage type: " + type);
        }
    }

    private static Storage gp3(int gib, Integer iops, Integer throughput) {
        if (gib < 400) {
            return new Storage("gp3", gib, 3000, 125);
        }
        int speed = iops == null || iops == 0 ? 12_000 : iops;
        int rate = throughput == null || throughput == 0 ? 500 : throughput;
        if (speed < 12_000 || speed > 64_000 || rate < 500 || rate > 4000) {
            throw RdsErrors.invalidCombination("Invalid IOPS or storage throughput for gp3: " + speed + ", " + rate);
        }
        return new Storage("gp3", gib, speed, rate);
    }
}
