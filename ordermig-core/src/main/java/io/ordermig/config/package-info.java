/** Immutable configuration, validated as a whole. */
@NullMarked
package io.ordermig.config;

import org.jspecify.annotations.NullMarked;
