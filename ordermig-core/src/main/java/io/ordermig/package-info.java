/** The front door of the core library. */
@NullMarked
package io.ordermig;

import org.jspecify.annotations.NullMarked;
