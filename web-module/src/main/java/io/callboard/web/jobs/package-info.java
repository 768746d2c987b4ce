/** Jobs over HTTP: replays of events, and the acceptance of quarantined deliveries. */
@NullMarked
package io.callboard.web.jobs;

import org.jspecify.annotations.NullMarked;
