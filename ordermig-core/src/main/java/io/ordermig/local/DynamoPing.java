package io.ordermig.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a server says when it is asked for its tables; DynamoDB Local looks at credentials, but takes any.
 *
 * @param healthy whether it can work
 * @param said its words if it cannot
 */
record DynamoPing(boolean healthy, String said) {

    private static final Pattern TITLE = Pattern.compile("<title>(.*?)</title>", Pattern.DOTALL);
    private static final int LONGEST = 4096;
    private static final Duration MIN_WAIT = Duration.ofMillis(100);

    /**
     * Asks for the tables.
     *
     * @throws IOException when nobody answers, or somebody who is no DynamoDB
     */
    static DynamoPing ask(int port, Duration limit) throws IOException {
        int wait = (int) Math.max(MIN_WAIT.toMillis(), limit.toMillis());
        // not through a proxy that the build may have been told of
        HttpURLConnection call =
                (HttpURLConnection) new URL("http", "127.0.0.1", port, "/").openConnection(Proxy.NO_PROXY);
        try {
            call.setConnectTimeout(wait);
            call.setReadTimeout(wait);
            call.setRequestMethod("POST");
            call.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            call.setRequestProperty("X-Amz-Target", "DynamoDB_20120810.ListTables");
            call.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=local/20260101/local/dynamodb/aws4_request,"
                            + " SignedHeaders=host, Signature=0");
            call.setDoOutput(true);
            try (OutputStream body = call.getOutputStream()) {
                body.write("{}".getBytes(StandardCharsets.UTF_8));
            }
            int status = call.getResponseCode();
            if (call.getHeaderField("x-amzn-RequestId") == null) {
                throw new IOException("What listens on port " + port + " is no DynamoDB.");
            }
            return status < HttpURLConnection.HTTP_INTERNAL_ERROR
                    ? new DynamoPing(true, "")
                    : new DynamoPing(false, words(call));
        } finally {
            call.disconnect();
        }
    }

    private static String words(HttpURLConnection call) throws IOException {
        try (InputStream body = call.getErrorStream()) {
            String text = body == null ? "" : new String(body.readNBytes(LONGEST), StandardCharsets.UTF_8);
            Matcher title = TITLE.matcher(text);
            return title.find() ? title.group(1) : text;
        }
    }
}
