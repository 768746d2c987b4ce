/** The state of the running product: what health shows, what operators did and may do. */
@NullMarked
package io.callboard.operations;

import org.jspecify.annotations.NullMarked;
