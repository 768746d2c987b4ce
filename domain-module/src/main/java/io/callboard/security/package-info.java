/**
 * Callboard's own users and their roles, the check of logins, and the only authentication mechanism
 * of the application. It is in the EAR's library, where both servers find it.
 */
@NullMarked
package io.callboard.security;

import org.jspecify.annotations.NullMarked;
