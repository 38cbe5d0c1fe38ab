package io.ordermig.aws;

/** Text from elsewhere, made fit for a line. */
final class Words {

    private Words() {}

    static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
