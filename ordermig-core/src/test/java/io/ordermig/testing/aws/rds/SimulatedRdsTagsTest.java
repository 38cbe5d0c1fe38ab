package io.ordermig.testing.aws.rds;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.Tag;

class SimulatedRdsTagsTest extends RdsTestBase {

    private static final String ARN = "arn:aws:rds:eu-central-1:123456789012:snapshot:before";

    @Test
    void tagsAreAddedReplacedRemovedAndListed() {
        rds.instance("orders");
        createSnapshot("orders", "before", tag("a", "1"), tag("b", "2"));
        add(tag("b", "3"), tag("ordermig:run/Größe = 1+1-x@y_z.", "schön: /1"), tag("empty", ""));
        rds.answer(
                "RemoveTagsFromResource",
                RemoveTagsFromResourceRequest.builder()
                        .resourceName(ARN)
                        .tagKeys("a", "unknown")
                        .build());
        List<Tag> listed = call(
                        ListTagsForResourceResponse.class,
                        "ListTagsForResource",
                        ListTagsForResourceRequest.builder().resourceName(ARN).build())
                .tagList();
        assertThat(listed)
                .containsExactly(tag("b", "3"), tag("ordermig:run/Größe = 1+1-x@y_z.", "schön: /1"), tag("empty", ""));
        assertThat(rds.describedSnapshot("before").tagList()).isEqualTo(listed);
    }

    @Test
    void aTagMustKeepTheRules() {
        rds.instance("orders");
        createSnapshot("orders", "before");
        add(tag("k".repeat(128), "v".repeat(256)));
        for (Tag wrong : List.of(
                tag("k".repeat(129), "v"),
                tag("k", "v".repeat(257)),
                tag("", "v"),
                tag("aws:x", "v"),
                tag("AWS:x", "v"),
                tag("k", "{\"a\":1}"),
                tag("k", "a,b"),
                tag("k", "a;b"),
                tag("k*", "v"))) {
            refused(400, "InvalidParameterValue", () -> add(wrong));
        }
    }

    @Test
    void theCopiedTagsCountToo() {
        rds.instance("orders").copyTagsToSnapshot(true).tag("aws:cloudformation:stack-name", "x");
        for (int i = 0; i < 45; i++) {
            rds.instance("orders").tag("copied" + i, "1");
        }
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders", "before", some(6)));
        assertThat(createSnapshot("orders", "before", some(5)).tagList()).hasSize(50);
    }

    @Test
    void withoutCopyingOnlyTheGivenTagsCount() {
        rds.instance("orders").tag("team", "orders");
        assertThat(createSnapshot("orders", "one", some(50)).tagList()).hasSize(50);
        advanceMinutes(8);
        refused(400, "InvalidParameterValue", () -> createSnapshot("orders", "two", some(51)));
    }

    @Test
    void aTagOfNothingIsNotFound() {
        refused(404, "DBSnapshotNotFound", () -> add(tag("a", "b")));
    }

    private void add(Tag... tags) {
        rds.answer(
                "AddTagsToResource",
                AddTagsToResourceRequest.builder().resourceName(ARN).tags(tags).build());
    }

    private static Tag[] some(int count) {
        return IntStream.range(0, count).mapToObj(i -> tag("given" + i, "1")).toArray(Tag[]::new);
    }
}
