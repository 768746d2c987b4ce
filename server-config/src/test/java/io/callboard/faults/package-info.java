/** Operational faults of assembled servers under load: kills, outages, full disks. */
@NullMarked
package io.callboard.faults;

import org.jspecify.annotations.NullMarked;
