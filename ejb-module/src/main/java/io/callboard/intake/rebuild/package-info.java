/** The job that restores records from their events in the log. */
@NullMarked
package io.callboard.intake.rebuild;

import org.jspecify.annotations.NullMarked;
