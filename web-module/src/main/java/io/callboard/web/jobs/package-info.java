/**
 * Jobs over HTTP: replays and dismissals of events, rebuilds of records, and the acceptance of
 * quarantined deliveries.
 */
@NullMarked
package io.callboard.web.jobs;

import org.jspecify.annotations.NullMarked;
