/** Tells people how a run ended. */
@NullMarked
package io.ordermig.notification;

import org.jspecify.annotations.NullMarked;
