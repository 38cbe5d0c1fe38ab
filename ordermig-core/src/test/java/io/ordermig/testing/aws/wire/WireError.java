package io.ordermig.testing.aws.wire;

/** An error on the wire: the HTTP status, AWS's code, and its message. */
public record WireError(int status, String code, String message) {}
