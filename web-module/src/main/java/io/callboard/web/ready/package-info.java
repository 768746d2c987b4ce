/** The readiness check for load balancers. */
@NullMarked
package io.callboard.web.ready;

import org.jspecify.annotations.NullMarked;
