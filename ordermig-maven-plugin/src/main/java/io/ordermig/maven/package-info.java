/** The goals. Thin: parameters in, one call of the core, words out. */
@NullMarked
package io.ordermig.maven;

import org.jspecify.annotations.NullMarked;
