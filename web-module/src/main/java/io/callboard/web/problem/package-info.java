/**
 * Problems as answers: of resources, for exceptions that a resource throws, and for the container.
 */
@NullMarked
package io.callboard.web.problem;

import org.jspecify.annotations.NullMarked;
