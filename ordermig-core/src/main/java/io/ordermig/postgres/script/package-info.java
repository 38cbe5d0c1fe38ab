/** Migration files: where they lie, what their headers say, which statements they hold. */
@NullMarked
package io.ordermig.postgres.script;

import org.jspecify.annotations.NullMarked;
