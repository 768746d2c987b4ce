/**
 * The durable buffer: concurrent deliveries share one message of the queue, in bytes of a known
 * version, and are answered when it is on the broker's disk.
 */
@NullMarked
package io.callboard.intake.journal;

import org.jspecify.annotations.NullMarked;
