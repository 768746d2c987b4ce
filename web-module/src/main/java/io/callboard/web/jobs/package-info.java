/**
 * Jobs over HTTP: replays of events, rebuilds of records, and the acceptance of quarantined
 * deliveries.
 */
@NullMarked
package io.callboard.web.jobs;

import org.jspecify.annotations.NullMarked;
