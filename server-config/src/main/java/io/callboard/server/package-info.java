/** Starts and stops a server with Callboard, for {@code mvn -Prun} and for the tests over HTTP. */
@NullMarked
package io.callboard.server;

import org.jspecify.annotations.NullMarked;
