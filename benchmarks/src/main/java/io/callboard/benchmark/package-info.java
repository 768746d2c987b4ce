/**
 * The benchmark: how many events a server accepts and settles, compared with the answers of the
 * same server without any work.
 */
@NullMarked
package io.callboard.benchmark;

import org.jspecify.annotations.NullMarked;
