/**
 * The durable buffer. Concurrent deliveries share one message of the queue, whose bytes have a
 * known version. They are answered when it is on the broker's disk.
 */
@NullMarked
package io.callboard.intake.journal;

import org.jspecify.annotations.NullMarked;
