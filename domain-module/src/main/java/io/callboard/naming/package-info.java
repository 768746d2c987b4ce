/**
 * Settings that the server keeps under a name of its own, such as secrets that it alone can decode.
 */
@NullMarked
package io.callboard.naming;

import org.jspecify.annotations.NullMarked;
