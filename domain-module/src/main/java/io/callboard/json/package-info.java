/** JSON as the providers sent it: strict limits on the way in, every value's exact text kept. */
@NullMarked
package io.callboard.json;

import org.jspecify.annotations.NullMarked;
