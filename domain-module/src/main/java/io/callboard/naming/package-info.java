/** Settings that the server keeps in JNDI, such as secrets that only the server can decode. */
@NullMarked
package io.callboard.naming;

import org.jspecify.annotations.NullMarked;
