/** The hooks: the addresses to which providers send their webhooks. */
@NullMarked
package io.callboard.web.hooks;

import org.jspecify.annotations.NullMarked;
