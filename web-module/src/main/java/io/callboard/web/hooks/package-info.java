/** Where providers send their webhooks. */
@NullMarked
package io.callboard.web.hooks;

import org.jspecify.annotations.NullMarked;
