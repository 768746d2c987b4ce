/**
 * Another application on the same server. It must neither notice Callboard nor gain access to its
 * queues.
 */
@NullMarked
package io.callboard.server.neighbour;

import org.jspecify.annotations.NullMarked;
