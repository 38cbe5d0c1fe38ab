package io.ordermig.testing.aws.rds;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.DBSubnetGroup;

/**
 * What instances refer to and what exists beside them: subnet groups and security groups with their VPC, parameter
 * groups with their family, option groups, certificates.
 */
final class Catalog {

    static final String DEFAULT_VPC = "vpc-0defa017";
    static final String DEFAULT_CA = "rds-ca-rsa2048-g1";

    private final Map<String, String> vpcsOfSubnetGroups = new HashMap<>(Map.of("default", DEFAULT_VPC));
    private final Map<String, String> vpcsOfSecurityGroups = new HashMap<>();
    private final Map<String, String> families = new HashMap<>();
    private final Map<String, String> clusterFamilies = new HashMap<>();
    private final Set<String> optionGroups = new HashSet<>();
    private final Set<String> certificates = new HashSet<>(Set.of(DEFAULT_CA, "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"));

    void addSubnetGroup(String name, String vpc) {
        vpcsOfSubnetGroups.put(name.toLowerCase(Locale.ROOT), vpc);
    }

    void addSecurityGroup(String id, String vpc) {
        vpcsOfSecurityGroups.put(id, vpc);
    }

    void addParameterGroup(String name, String family) {
        families.put(name.toLowerCase(Locale.ROOT), family);
    }

    void addClusterParameterGroup(String name, String family) {
        clusterFamilies.put(name.toLowerCase(Locale.ROOT), family);
    }

    void addOptionGroup(String name) {
        optionGroups.add(name.toLowerCase(Locale.ROOT));
    }

    /** The subnet group of a request, or the default one. */
    DBSubnetGroup subnetGroup(String name) {
        String known = name == null ? "default" : name.toLowerCase(Locale.ROOT);
        String vpc = vpcsOfSubnetGroups.get(known);
        if (vpc == null) {
            throw RdsErrors.subnetGroupNotFound(name);
        }
        return DBSubnetGroup.builder()
                .dbSubnetGroupName(known)
                .dbSubnetGroupDescription("Subnets of " + known)
                .vpcId(vpc)
                .subnetGroupStatus("Complete")
                .supportedNetworkTypes("IPV4", "DUAL")
                .build();
    }

    /** The group that a VPC gives to everything that names none. */
    String defaultSecurityGroup(String vpc) {
        return "sg-0defa" + Integer.toHexString(vpc.hashCode());
    }

    /** Refuses security groups that are not there, and those of another VPC. */
    void checkSecurityGroups(Collection<String> ids, String vpc) {
        for (String id : ids) {
            String own = id.equals(defaultSecurityGroup(vpc)) ? vpc : vpcsOfSecurityGroups.get(id);
            if (own == null) {
                throw RdsErrors.invalidValue("Invalid security group , groupId= " + id + ", groupName=.");
            }
            if (!own.equals(vpc)) {
                throw RdsErrors.invalidCombination("The DB instance and EC2 security group are in different VPCs. The"
                        + " DB instance is in " + vpc + " and the EC2 security group is in " + own);
            }
        }
    }

    /** Whether all these security groups are of a VPC. */
    boolean allIn(Collection<String> ids, String vpc) {
        return ids.stream()
                .allMatch(id -> id.equals(defaultSecurityGroup(vpc)) || vpc.equals(vpcsOfSecurityGroups.get(id)));
    }

    /** The parameter group of a request, or the engine's default one. */
    String parameterGroup(String name, String engine, String version) {
        String family = family(engine, version);
        if (name == null || name.equalsIgnoreCase("default." + family)) {
            return "default." + family;
        }
        String known = name.toLowerCase(Locale.ROOT);
        String own = known.startsWith("default.") ? known.substring("default.".length()) : families.get(known);
        return fitting(name, own, family, RdsErrors.parameterGroupNotFound(name));
    }

    /** The same of a cluster. */
    String clusterParameterGroup(String name, String engine, String version) {
        String family = family(engine, version);
        if (name == null || name.equalsIgnoreCase("default." + family)) {
            return "default." + family;
        }
        String own = clusterFamilies.get(name.toLowerCase(Locale.ROOT));
        return fitting(name, own, family, RdsErrors.clusterParameterGroupNotFound(name));
    }

    private static String fitting(String name, String own, String family, RuntimeException notFound) {
        if (own == null) {
            throw notFound;
        }
        if (!own.equals(family)) {
            throw RdsErrors.invalidCombination("The parameter group " + name + " with DBParameterGroupFamily " + own
                    + " can't be used for this instance. Please use a parameter group with DBParameterGroupFamily "
                    + family + ".");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** The option group of a request, or the engine's default one. */
    String optionGroup(String name, String engine, String version) {
        String standard = "default:" + engine + "-" + major(version);
        if (name == null || name.equalsIgnoreCase(standard)) {
            return standard;
        }
        if (!optionGroups.contains(name.toLowerCase(Locale.ROOT))) {
            throw RdsErrors.optionGroupNotFound(name);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** The certificate authority of a request, or the default one. */
    String certificate(String name) {
        if (name != null && !certificates.contains(name)) {
            throw RdsErrors.certificateNotFound(name);
        }
        return name == null ? DEFAULT_CA : name;
    }

    /** Makes everything exist that the settings name. */
    void addAllOf(DBInstance settings) {
        String vpc = settings.dbSubnetGroup().vpcId();
        addSubnetGroup(settings.dbSubnetGroup().dbSubnetGroupName(), vpc);
        settings.vpcSecurityGroups().forEach(group -> addSecurityGroup(group.vpcSecurityGroupId(), vpc));
        String family = family(settings.engine(), settings.engineVersion());
        settings.dbParameterGroups().forEach(group -> {
            if (!group.dbParameterGroupName().startsWith("default.")) {
                addParameterGroup(group.dbParameterGroupName(), family);
            }
        });
        settings.optionGroupMemberships().forEach(group -> addOptionGroup(group.optionGroupName()));
        certificates.add(settings.caCertificateIdentifier());
    }

    /** The family of parameter groups, such as {@code postgres18}. */
    static String family(String engine, String version) {
        return engine + major(version);
    }

    private static String major(String version) {
        return version.split("\\.", 2)[0];
    }
}
