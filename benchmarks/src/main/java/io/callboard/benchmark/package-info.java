/**
 * The benchmark: how many events a server takes in and settles, held against what the same server
 * answers when it does nothing.
 */
@NullMarked
package io.callboard.benchmark;

import org.jspecify.annotations.NullMarked;
