package io.ordermig.dynamo.change;

import io.ordermig.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoverySpecification;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;
import software.amazon.awssdk.services.dynamodb.model.UntagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Plans what is one call each: the table's end, time to live, point-in-time recovery, tags. */
final class SettingChanges {

    private SettingChanges() {}

    static void plan(PlanDraft draft, DynamoDbRequest request) {
        if (request instanceof DeleteTableRequest delete) {
            delete(draft, delete);
        } else if (request instanceof UpdateTimeToLiveRequest update) {
            timeToLive(draft, update);
        } else if (request instanceof UpdateContinuousBackupsRequest update) {
            pointInTime(draft, update);
        } else if (request instanceof TagResourceRequest tag) {
            tag(draft, tag);
        } else if (request instanceof UntagResourceRequest untag) {
            untag(draft, untag);
        } else {
            throw new IllegalArgumentException("not planned here: " + WantedChange.operation(request));
        }
    }

    private static void delete(PlanDraft draft, DeleteTableRequest request) {
        String table = draft.table();
        if (draft.state().standing().isEmpty()) {
            draft.alreadySo("There is no table " + table + ".");
            return;
        }
        boolean isProtected = draft.state()
                .standing()
                .map(each -> Boolean.TRUE.equals(each.deletionProtectionEnabled()))
                .orElse(false);
        if (isProtected) {
            draft.problem(draft.problemOf(
                            ChangeProblem.TABLE_PROTECTED, "The table " + table + " is protected from being deleted.")
                    .detail("Its DeletionProtectionEnabled is true: somebody wanted to make sure.")
                    .fix("If it is to go all the same, put an UpdateTable with DeletionProtectionEnabled: false before"
                            + " the DeleteTable."));
            return;
        }
        draft.call(new PlannedCall(
                table, request, "Delete the table " + table, Until.GONE, "all items of " + table, true));
    }

    private static void timeToLive(PlanDraft draft, UpdateTimeToLiveRequest request) {
        TimeToLiveSpecification wanted = request.timeToLiveSpecification();
        if (wanted == null || wanted.enabled() == null || wanted.attributeName() == null) {
            draft.problem(draft.problemOf(
                            ChangeProblem.REQUEST_UNUSABLE,
                            "An UpdateTimeToLive of " + draft.table() + " does not say what to do.")
                    .fix("Give TimeToLiveSpecification with Enabled and AttributeName."));
            return;
        }
        Optional<TimeToLiveDescription> live = draft.state().timeToLive();
        boolean on = live.map(TimeToLiveDescription::timeToLiveStatus)
                .filter(status -> status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING)
                .isPresent();
        String attribute = live.map(TimeToLiveDescription::attributeName).orElse("");
        boolean same = attribute.equals(wanted.attributeName());
        if (on && !same) {
            draft.problem(otherAttribute(draft, attribute, wanted));
        } else if (on == Boolean.TRUE.equals(wanted.enabled())) {
            draft.alreadySo(
                    on
                            ? "Items of " + draft.table() + " expire by " + attribute + "."
                            : "Items of " + draft.table() + " do not expire.");
        } else if (on) {
            draft.call(
                    request,
                    "Let items of " + draft.table() + " no longer expire by " + attribute,
                    Until.TIME_TO_LIVE_SETTLED);
        } else {
            draft.call(new PlannedCall(
                    draft.table(),
                    request,
                    "Let items of " + draft.table() + " expire by " + wanted.attributeName(),
                    Until.TIME_TO_LIVE_SETTLED,
                    "the items of " + draft.table() + " whose " + wanted.attributeName() + " lies in the past",
                    true));
        }
    }

    private static Problem.Builder otherAttribute(PlanDraft draft, String attribute, TimeToLiveSpecification wanted) {
        return draft.problemOf(
                        ChangeProblem.TTL_ATTRIBUTE,
                        "Items of " + draft.table() + " expire by " + attribute + ", not by " + wanted.attributeName()
                                + ".")
                .detail("DynamoDB changes the attribute in two steps, and permits one change of time to live in an"
                        + " hour.")
                .fix("In a migration of its own: UpdateTimeToLive with Enabled: false and AttributeName: " + attribute
                        + ".")
                .fix(
                        Boolean.TRUE.equals(wanted.enabled())
                                ? "An hour after that at the earliest: the UpdateTimeToLive that is wanted here."
                                : "Or correct the AttributeName.");
    }

    static PointInTimeRecoveryStatus status(@Nullable PointInTimeRecoverySpecification wanted) {
        return wanted != null && Boolean.TRUE.equals(wanted.pointInTimeRecoveryEnabled())
                ? PointInTimeRecoveryStatus.ENABLED
                : PointInTimeRecoveryStatus.DISABLED;
    }

    private static void pointInTime(PlanDraft draft, UpdateContinuousBackupsRequest request) {
        PointInTimeRecoverySpecification wanted = request.pointInTimeRecoverySpecification();
        if (wanted == null || wanted.pointInTimeRecoveryEnabled() == null) {
            draft.problem(draft.problemOf(
                            ChangeProblem.REQUEST_UNUSABLE,
                            "An UpdateContinuousBackups of " + draft.table() + " does not say what to do.")
                    .fix("Give PointInTimeRecoverySpecification with PointInTimeRecoveryEnabled."));
            return;
        }
        if (draft.state().pointInTime().isEmpty()) {
            lacking(draft, "point-in-time recovery");
            return;
        }
        boolean on = wanted.pointInTimeRecoveryEnabled();
        Optional<PointInTimeRecoveryDescription> live = draft.state().pointInTime();
        boolean sameStatus = live.map(PointInTimeRecoveryDescription::pointInTimeRecoveryStatus)
                .filter(status -> status == status(wanted))
                .isPresent();
        boolean samePeriod = !on
                || wanted.recoveryPeriodInDays() == null
                || live.map(PointInTimeRecoveryDescription::recoveryPeriodInDays)
                        .filter(days -> Objects.equals(days, wanted.recoveryPeriodInDays()))
                        .isPresent();
        String what = "point-in-time recovery of " + draft.table();
        if (sameStatus && samePeriod) {
            draft.alreadySo("P" + what.substring(1) + " is " + status(wanted) + ".");
            return;
        }
        String period = wanted.recoveryPeriodInDays() == null ? "" : ", for " + wanted.recoveryPeriodInDays() + " days";
        draft.call(new PlannedCall(
                draft.table(),
                request,
                (on ? (sameStatus ? "Set " : "Enable ") : "Disable ") + what + period,
                Until.POINT_IN_TIME_SHOWN,
                on ? "" : "the points in time that " + draft.table() + " could be restored to",
                true));
    }

    private static void tag(PlanDraft draft, TagResourceRequest request) {
        Optional<Map<String, String>> live = draft.state().tags();
        if (live.isEmpty()) {
            lacking(draft, "tags");
            return;
        }
        boolean all = request.tags().stream()
                .allMatch(tag -> Objects.equals(live.get().get(tag.key()), tag.value()));
        String names = String.join(", ", request.tags().stream().map(Tag::key).toList());
        if (all) {
            draft.alreadySo("The tags of " + draft.table() + " are as wanted: " + names + ".");
        } else {
            draft.call(
                    request.toBuilder()
                            .resourceArn(arn(draft, request.resourceArn()))
                            .build(),
                    "Tag " + draft.table() + " with " + names,
                    Until.TAGS_SHOWN);
        }
    }

    private static void untag(PlanDraft draft, UntagResourceRequest request) {
        Optional<Map<String, String>> live = draft.state().tags();
        if (live.isEmpty()) {
            lacking(draft, "tags");
            return;
        }
        List<String> there =
                request.tagKeys().stream().filter(live.get()::containsKey).toList();
        if (there.isEmpty()) {
            draft.alreadySo(
                    "The table " + draft.table() + " has no tags " + String.join(", ", request.tagKeys()) + ".");
        } else {
            draft.call(
                    request.toBuilder()
                            .resourceArn(arn(draft, request.resourceArn()))
                            .build(),
                    "Remove the tags " + String.join(", ", there) + " from " + draft.table(),
                    Until.TAGS_SHOWN);
        }
    }

    private static String arn(PlanDraft draft, String given) {
        return given.startsWith("arn:")
                ? given
                : draft.state().table().map(table -> table.tableArn()).orElse(given);
    }

    private static void lacking(PlanDraft draft, String what) {
        draft.warn("The server has no " + what + ", as DynamoDB Local has none: the " + draft.operation() + " of "
                + draft.table() + " is left out.");
    }
}
