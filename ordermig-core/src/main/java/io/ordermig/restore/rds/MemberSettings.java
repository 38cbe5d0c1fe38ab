package io.ordermig.restore.rds;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.services.rds.model.DBInstance;
import software.amazon.awssdk.services.rds.model.ModifyDbInstanceRequest;

/**
 * The settings that a member of an Aurora cluster has of its own. It shows those of any instance; the others are decided by
 * its cluster, are compared there, and cannot be asked of a member.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBInstance.html">ModifyDBInstance</a>
 */
final class MemberSettings {

    static final String ZONE = "AvailabilityZone";

    private static final Set<String> OWN = Set.of(
            ZONE,
            "AutoMinorVersionUpgrade",
            "CACertificateIdentifier",
            "CopyTagsToSnapshot",
            "DBInstanceClass",
            "DBParameterGroups",
            "MonitoringInterval",
            "MonitoringRoleArn",
            "PreferredMaintenanceWindow",
            "PubliclyAccessible");

    private static final Set<String> INSIGHTS =
            Set.of("PerformanceInsightsEnabled", "PerformanceInsightsKMSKeyId", "PerformanceInsightsRetentionPeriod");

    /** All of them but the tags. */
    static final List<InstanceSetting> ALL = all();

    private MemberSettings() {}

    private static List<InstanceSetting> all() {
        List<InstanceSetting> all = new ArrayList<>();
        for (InstanceSetting setting : InstanceSettings.ALL) {
            if (OWN.contains(setting.name())) {
                all.add(setting);
            } else if (INSIGHTS.contains(setting.name())) {
                all.add(new InstanceSetting(setting.name(), setting.reading(), MemberSettings::insights));
            }
        }
        all.add(new InstanceSetting("PromotionTier", DBInstance::promotionTier, (request, wanted, live) -> {
            if (wanted.promotionTier() != null) {
                request.promotionTier(wanted.promotionTier());
            }
        }));
        return List.copyOf(all);
    }

    /** The mode of Database Insights is the cluster's. */
    private static void insights(ModifyDbInstanceRequest.Builder request, DBInstance wanted, DBInstance live) {
        boolean on = Boolean.TRUE.equals(wanted.performanceInsightsEnabled());
        request.enablePerformanceInsights(on);
        if (on) {
            request.performanceInsightsKMSKeyId(wanted.performanceInsightsKMSKeyId())
                    .performanceInsightsRetentionPeriod(wanted.performanceInsightsRetentionPeriod());
        }
    }
}
