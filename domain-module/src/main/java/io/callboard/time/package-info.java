/** Times as providers write them, and work that recurs. */
@NullMarked
package io.callboard.time;

import org.jspecify.annotations.NullMarked;
