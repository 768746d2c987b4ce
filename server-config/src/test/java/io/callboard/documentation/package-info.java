/** Reads the documentation for tests: its blocks of commands, and the names in it. */
@NullMarked
package io.callboard.documentation;

import org.jspecify.annotations.NullMarked;
