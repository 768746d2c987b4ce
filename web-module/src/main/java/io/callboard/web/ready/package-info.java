/** What load balancers ask. */
@NullMarked
package io.callboard.web.ready;

import org.jspecify.annotations.NullMarked;
