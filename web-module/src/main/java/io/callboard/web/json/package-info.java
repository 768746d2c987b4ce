/** Writes answers, which are Java records, as JSON. */
@NullMarked
package io.callboard.web.json;

import org.jspecify.annotations.NullMarked;
