package io.ordermig.dynamo.file;

/**
 * Where a value stands in a file.
 *
 * @param line from 1
 * @param column from 1
 * @param path such as {@code [2].CreateTable.KeySchema[0].KeyType}; empty for the whole
 */
record Place(int line, int column, String path) {

    @Override
    public String toString() {
        return "line " + line + ", column " + column + (path.isEmpty() ? "" : ", " + path);
    }
}
