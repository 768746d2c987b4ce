/** What Callboard adds to WildFly's web server, for all applications of a host. */
@NullMarked
package io.callboard.undertow;

import org.jspecify.annotations.NullMarked;
