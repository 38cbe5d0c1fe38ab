/** Migration files of any store: where they lie, the directives and placeholders in them, and what can be wrong. */
@NullMarked
package io.ordermig.script;

import org.jspecify.annotations.NullMarked;
