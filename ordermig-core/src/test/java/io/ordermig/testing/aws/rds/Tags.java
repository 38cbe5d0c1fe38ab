package io.ordermig.testing.aws.rds;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceRequest;
import software.amazon.awssdk.services.rds.model.AddTagsToResourceResponse;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceRequest;
import software.amazon.awssdk.services.rds.model.ListTagsForResourceResponse;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceRequest;
import software.amazon.awssdk.services.rds.model.RemoveTagsFromResourceResponse;
import software.amazon.awssdk.services.rds.model.Tag;

/**
 * The rules of tags (User Guide, "Tagging Amazon RDS resources"): 50 of one's own on a resource, keys of up to 128 and
 * values of up to 256 Unicode characters out of letters, digits, white space and {@code _ . : / = + - @}, and nothing
 * that begins with {@code aws:}.
 */
final class Tags {

    private static final int MOST = 50;
    private static final Pattern ALLOWED = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

    private final RdsAccount account;

    Tags(RdsAccount account) {
        this.account = account;
    }

    void register(Operations operations) {
        operations.on("ListTagsForResource", ListTagsForResourceRequest.class, this::list);
        operations.on("AddTagsToResource", AddTagsToResourceRequest.class, this::add);
        operations.on("RemoveTagsFromResource", RemoveTagsFromResourceRequest.class, this::remove);
    }

    private SdkPojo list(ListTagsForResourceRequest request) {
        return ListTagsForResourceResponse.builder()
                .tagList(account.tagged(request.resourceName()).tags())
                .build();
    }

    private SdkPojo add(AddTagsToResourceRequest request) {
        Tagged resource = account.tagged(request.resourceName());
        resource.tags(merged(resource.tags(), valid(request.tags())));
        return AddTagsToResourceResponse.builder().build();
    }

    private SdkPojo remove(RemoveTagsFromResourceRequest request) {
        Tagged resource = account.tagged(request.resourceName());
        Set<String> keys = new HashSet<>(request.tagKeys());
        if (keys.stream().anyMatch(Tags::reserved)) {
            throw RdsErrors.invalidValue("Tag keys that begin with aws: are reserved and cannot be removed.");
        }
        resource.tags(resource.tags().stream()
                .filter(tag -> !keys.contains(tag.key()))
                .toList());
        return RemoveTagsFromResourceResponse.builder().build();
    }

    /** The tags of a request, if they keep the rules. */
    static List<Tag> valid(Collection<Tag> tags) {
        Set<String> keys = new HashSet<>();
        for (Tag tag : tags) {
            String key = tag.key();
            String value = value(tag);
            if (key == null || key.isEmpty() || length(key) > 128) {
                throw RdsErrors.invalidValue("A tag key must have 1 to 128 characters: " + key);
            }
            if (length(value) > 256) {
                throw RdsErrors.invalidValue("The value of tag " + key + " has more than 256 characters.");
            }
            if (reserved(key)) {
                throw RdsErrors.invalidValue("Tag keys that begin with aws: are reserved: " + key);
            }
            if (!ALLOWED.matcher(key).matches() || !ALLOWED.matcher(value).matches()) {
                throw RdsErrors.invalidValue("A tag can only contain Unicode letters, digits, white space, and"
                        + " _ . : / = + - @ : " + key);
            }
            if (!keys.add(key)) {
                throw RdsErrors.invalidValue("The tag key is given twice: " + key);
            }
        }
        return List.copyOf(merged(List.of(), tags));
    }

    /** Both, the added ones winning, if they are not too many. */
    static List<Tag> merged(Collection<Tag> present, Collection<Tag> added) {
        Map<String, Tag> all = new LinkedHashMap<>();
        present.forEach(tag -> all.put(tag.key(), tag));
        added.forEach(tag -> all.put(
                tag.key(), Tag.builder().key(tag.key()).value(value(tag)).build()));
        if (ofTheUser(all.values()).size() > MOST) {
            throw RdsErrors.invalidValue("A resource can have at most " + MOST + " tags.");
        }
        return new ArrayList<>(all.values());
    }

    /** Without those that AWS itself put there, which are never copied to another resource. */
    static List<Tag> ofTheUser(Collection<Tag> tags) {
        return tags.stream().filter(tag -> !reserved(tag.key())).toList();
    }

    private static boolean reserved(String key) {
        return key.regionMatches(true, 0, "aws:", 0, 4);
    }

    private static String value(Tag tag) {
        return tag.value() == null ? "" : tag.value();
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
