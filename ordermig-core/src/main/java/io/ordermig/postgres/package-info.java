/** PostgreSQL through Flyway's public API: resolve, check, apply, verify. */
@NullMarked
package io.ordermig.postgres;

import org.jspecify.annotations.NullMarked;
