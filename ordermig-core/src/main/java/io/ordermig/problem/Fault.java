package io.ordermig.problem;

/** Whose turn it is after a problem. Front ends map it to their own kinds of failure. */
public enum Fault {
    /** A file, a parameter or a statement of the user's has to change. */
    USER,
    /** The user's input is fine; the server, the network, the disk or a lock was not. */
    ENVIRONMENT,
    /** A defect of ordermig itself. */
    INTERNAL
}
