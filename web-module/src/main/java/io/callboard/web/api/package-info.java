/**
 * The REST API: one resource a path. Answers are records; lists are paged by opaque cursors;
 * whatever is refused is a problem.
 */
@NullMarked
package io.callboard.web.api;

import org.jspecify.annotations.NullMarked;
