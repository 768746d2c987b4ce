/** Access to the REST API: the filters before it, and the API tokens. */
@NullMarked
package io.callboard.web.access;

import org.jspecify.annotations.NullMarked;
