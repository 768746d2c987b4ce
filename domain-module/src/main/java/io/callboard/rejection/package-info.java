/**
 * The rejection log: deliveries that were refused, written off the request path, all counted and so
 * many kept that no flood crowds others out.
 */
@NullMarked
package io.callboard.rejection;

import org.jspecify.annotations.NullMarked;
