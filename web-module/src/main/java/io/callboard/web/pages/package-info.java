/** Pages without a login: the documentation of the REST API, and whether the node is ready. */
@NullMarked
package io.callboard.web.pages;

import org.jspecify.annotations.NullMarked;
