/** An application that puts anything on Callboard's queue, since it was given the password. */
@NullMarked
package io.callboard.faults.sender;

import org.jspecify.annotations.NullMarked;
