/** Access to the REST API: the filters before it, the users and their API tokens. */
@NullMarked
package io.callboard.web.access;

import org.jspecify.annotations.NullMarked;
