/**
 * How long things are kept, and the removal of what is older, in steps that keep nobody waiting.
 */
@NullMarked
package io.callboard.retention;

import org.jspecify.annotations.NullMarked;
