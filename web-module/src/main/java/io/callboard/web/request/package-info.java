/**
 * What a request says, read as what it must be: query parameters, cursors, ids, entity tags, where
 * it comes from. What cannot be read is answered with a problem that names it.
 */
@NullMarked
package io.callboard.web.request;

import org.jspecify.annotations.NullMarked;
