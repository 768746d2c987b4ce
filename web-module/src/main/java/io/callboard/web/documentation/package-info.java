/** The description of the REST API, for programs and for people. */
@NullMarked
package io.callboard.web.documentation;

import org.jspecify.annotations.NullMarked;
