package io.ordermig.event;

/** How a run or one of its steps ended. */
public enum Outcome {
    /** It did what it was asked to. */
    SUCCEEDED,
    /** There was nothing to do. */
    UNCHANGED,
    /** It stopped at a problem. */
    FAILED
}
