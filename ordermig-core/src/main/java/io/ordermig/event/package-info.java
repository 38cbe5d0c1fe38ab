/** What a run does, observable as it happens. Listeners observe, they never steer. */
@NullMarked
package io.ordermig.event;

import org.jspecify.annotations.NullMarked;
