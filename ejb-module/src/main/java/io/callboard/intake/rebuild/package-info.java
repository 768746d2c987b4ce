/** Records are put together anew from the events that the log has of them, as a job. */
@NullMarked
package io.callboard.intake.rebuild;

import org.jspecify.annotations.NullMarked;
