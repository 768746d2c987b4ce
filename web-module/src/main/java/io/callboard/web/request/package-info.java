/**
 * The parts of a request, read as their types: query parameters, cursors, ids, entity tags, the
 * origin. A part that cannot be read is answered with a problem that names it.
 */
@NullMarked
package io.callboard.web.request;

import org.jspecify.annotations.NullMarked;
