/** Says what is wrong with a configuration before a server is started with it. */
@NullMarked
package io.callboard.check;

import org.jspecify.annotations.NullMarked;
