/** JSON as the providers sent it: strict limits for input, and the exact text of every value. */
@NullMarked
package io.callboard.json;

import org.jspecify.annotations.NullMarked;
