/** What the server can do without Callboard: a web application of its own that only answers. */
@NullMarked
package io.callboard.benchmark.baseline;

import org.jspecify.annotations.NullMarked;
