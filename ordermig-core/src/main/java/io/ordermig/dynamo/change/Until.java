package io.ordermig.dynamo.change;

/** What a call is waited for. */
public enum Until {
    /** The table is ACTIVE, and so are all its indexes and replicas. */
    ACTIVE("the table and each of its indexes are ACTIVE"),
    /** The table is not there any more. */
    GONE("the table is gone"),
    /** Time to live is neither being enabled nor being disabled. */
    TIME_TO_LIVE_SETTLED("time to live is ENABLED or DISABLED"),
    /** Point-in-time recovery is as wanted. */
    POINT_IN_TIME_SHOWN("point-in-time recovery is as wanted"),
    /** The tags are as wanted. */
    TAGS_SHOWN("the tags show"),
    /** All items are written. */
    WRITTEN("no item is left unprocessed");

    private final String text;

    Until(String text) {
        this.text = text;
    }

    /** For people, after "until". */
    public String text() {
        return text;
    }
}
