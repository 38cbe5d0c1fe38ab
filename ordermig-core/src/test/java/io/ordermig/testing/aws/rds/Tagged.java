package io.ordermig.testing.aws.rds;

import java.util.List;
import software.amazon.awssdk.services.rds.model.Tag;

/** What carries tags. */
interface Tagged {

    /** Its tags, those of AWS too. */
    List<Tag> tags();

    /** Replaces its tags. */
    void tags(List<Tag> tags);
}
