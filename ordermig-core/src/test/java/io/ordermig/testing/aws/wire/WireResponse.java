package io.ordermig.testing.aws.wire;

import java.util.Map;

/** What goes back over HTTP. */
public record WireResponse(int status, Map<String, String> headers, byte[] body) {}
