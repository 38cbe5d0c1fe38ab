/** A PostgreSQL server kept under the project, for developers without one. */
@NullMarked
package io.ordermig.local;

import org.jspecify.annotations.NullMarked;
