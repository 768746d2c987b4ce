/** The check of a configuration before a server starts with it. */
@NullMarked
package io.callboard.check;

import org.jspecify.annotations.NullMarked;
