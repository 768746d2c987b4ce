/** Who may reach what, as administrators see and change it through the REST API. */
@NullMarked
package io.callboard.web.access;

import org.jspecify.annotations.NullMarked;
