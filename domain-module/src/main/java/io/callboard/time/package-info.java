/** Times as providers write them. */
@NullMarked
package io.callboard.time;

import org.jspecify.annotations.NullMarked;
