/**
 * Events that the log already has are applied once more: those that a paused source held, and those
 * that an operator asks for.
 */
@NullMarked
package io.callboard.intake.replay;

import org.jspecify.annotations.NullMarked;
