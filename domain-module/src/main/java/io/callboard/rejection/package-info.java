/**
 * The rejection log: refused deliveries, written outside the request path. All are counted; limits
 * on the stored rows prevent that a flood displaces other rejections.
 */
@NullMarked
package io.callboard.rejection;

import org.jspecify.annotations.NullMarked;
