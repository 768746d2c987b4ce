/**
 * The REST API, with one resource for each path. Answers are Java records, lists are paged by
 * opaque cursors, and errors are problems.
 */
@NullMarked
package io.callboard.web.api;

import org.jspecify.annotations.NullMarked;
