/** The documentation as tests read it: its blocks of commands, and what it names. */
@NullMarked
package io.callboard.documentation;

import org.jspecify.annotations.NullMarked;
