/**
 * Another application on the same server, which must neither notice Callboard nor get into its
 * queues.
 */
@NullMarked
package io.callboard.server.neighbour;

import org.jspecify.annotations.NullMarked;
