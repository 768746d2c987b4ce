/** API tokens: logins for machines, each with a role and an end. */
@NullMarked
package io.callboard.security.token;

import org.jspecify.annotations.NullMarked;
