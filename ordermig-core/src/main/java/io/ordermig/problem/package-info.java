/** What can go wrong, said so that nobody guesses. */
@NullMarked
package io.ordermig.problem;

import org.jspecify.annotations.NullMarked;
