package io.ordermig.snapshot.rds;

import io.ordermig.event.RestorePoint;

/**
 * A snapshot that was asked for.
 *
 * @param adopted whether another run did
 * @param settings what its source was like
 * @param missing what of the settings its tags do not carry; see {@link SnapshotTags}
 */
record Begun(RestorePoint point, boolean adopted, CapturedSettings settings, String missing) {}
