package io.ordermig.restore.rds;

import io.ordermig.snapshot.rds.CapturedSettings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.Tag;

/** Instances, or clusters, of an account in a region, by the calls of their kind. Every method calls AWS, except the first. */
interface RdsResources {

    /** {@code instance} or {@code cluster}. */
    String noun();

    /** The one of that name, which may be a name in the middle of a rename; empty when there is none. */
    Optional<RdsResource> named(String identifier);

    /** All there are, from all pages. */
    List<RdsResource> all();

    /** Begins to make one from a snapshot, with as many of the settings as the call takes. */
    void restore(String identifier, String snapshot, CapturedSettings wanted, List<Tag> tags);

    /**
     * Begins to make one from the backups of another, with as many of the settings as the call takes.
     *
     * @param source the resource id of the other one, which may be gone
     */
    void restore(String identifier, String source, Instant time, CapturedSettings wanted, List<Tag> tags);

    /** What differs from what is wanted, names, ids and states aside. */
    List<Difference> differences(RdsResource live, CapturedSettings wanted);

    /**
     * Makes the next call that brings one closer to what is wanted, if it can take one now.
     *
     * @param tried names what was asked for already, and is added to
     * @return what was asked for, or waited for; empty when nothing is left that a call could change
     */
    Optional<String> improve(RdsResource live, CapturedSettings wanted, Settled tried);

    /** Begins to give one another name. */
    void rename(String identifier, String next);

    /**
     * Begins to delete one, with its members, and keeps its automated backups.
     *
     * @param lastSnapshot the name of a snapshot that is taken before; empty for none
     */
    void delete(RdsResource live, String lastSnapshot);

    /** From when to when one can be restored to a moment, by its resource id; it may be gone. */
    BackupWindow backups(String resource);

    /** How many instances more there may be in the region; empty when AWS does not say. */
    Optional<Long> room();

    /** Adds tags, or gives them other values. */
    void tag(String arn, List<Tag> tags);
}
