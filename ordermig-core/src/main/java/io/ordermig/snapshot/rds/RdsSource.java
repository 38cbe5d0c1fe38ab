package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.Tag;

/** What snapshots are taken of, by the calls of its kind. Each method calls AWS, except the first ones. */
interface RdsSource {

    /** The identifier of the instance or cluster. */
    String identifier();

    /** The id that no other instance or cluster ever has. */
    String resource();

    /** What its snapshots are. */
    RestorePoint.Kind kind();

    /** {@code instance} or {@code cluster}. */
    String noun();

    /** The most signs that the identifier of a snapshot may have. */
    int longestName();

    /** What it is like now, with its members. */
    CapturedSettings settings();

    /** Begins a manual snapshot. */
    void create(String snapshot, List<Tag> tags);

    /** A manual snapshot; empty when there is none of that name. */
    Optional<RdsSnapshot> find(String snapshot);

    /**
     * All snapshots of it, from all pages.
     *
     * @param type {@code manual} or {@code awsbackup}; empty for manual and automated ones
     */
    List<RdsSnapshot> snapshots(String type);

    /** Deletes a manual snapshot, if there is one. */
    void delete(String snapshot);
}
