/** Recurring work that does not depend on arriving events: alarms, fetches, retention, jobs. */
@NullMarked
package io.callboard.upkeep;

import org.jspecify.annotations.NullMarked;
