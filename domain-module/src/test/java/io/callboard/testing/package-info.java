/** The databases that tests run on. */
@NullMarked
package io.callboard.testing;

import org.jspecify.annotations.NullMarked;
