/** Gives beans what they are built from: the entity manager and the clock. */
@NullMarked
package io.callboard.persistence;

import org.jspecify.annotations.NullMarked;
