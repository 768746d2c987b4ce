/** The way of an event: a delivery is proven, made durable, and settled. Providers plug in here. */
@NullMarked
package io.callboard.intake;

import org.jspecify.annotations.NullMarked;
