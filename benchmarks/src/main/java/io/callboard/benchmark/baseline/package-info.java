/** The server's capacity without Callboard: a separate web application that only answers. */
@NullMarked
package io.callboard.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
