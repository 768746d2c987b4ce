/** Problems as answers: for resources, for whatever a resource throws, and for the container. */
@NullMarked
package io.callboard.web.problem;

import org.jspecify.annotations.NullMarked;
