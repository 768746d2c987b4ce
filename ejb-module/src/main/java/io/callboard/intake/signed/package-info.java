/**
 * Any provider whose signature is one of the known schemes: its events are read by configuration.
 */
@NullMarked
package io.callboard.intake.signed;

import org.jspecify.annotations.NullMarked;
