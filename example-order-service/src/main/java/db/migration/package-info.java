/** The migrations of the order service that are written in Java; the others are SQL files in {@code db/migration}. */
@NullMarked
package db.migration;

import org.jspecify.annotations.NullMarked;
