/** API tokens: logins for machines, each with a role and an expiry time. */
@NullMarked
package io.callboard.security.token;

import org.jspecify.annotations.NullMarked;
