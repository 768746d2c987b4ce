/** How every refusal is told to a client, whichever part of Callboard refuses. */
@NullMarked
package io.callboard.problem;

import org.jspecify.annotations.NullMarked;
