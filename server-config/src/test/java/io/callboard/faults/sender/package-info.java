/**
 * An application that sends arbitrary messages to Callboard's queue, because it was given the
 * password.
 */
@NullMarked
package io.callboard.faults.sender;

import org.jspecify.annotations.NullMarked;
