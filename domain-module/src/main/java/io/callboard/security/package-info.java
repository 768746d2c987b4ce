/**
 * Who may do what: Callboard's own users and their roles, how a login is checked, and the one
 * authentication mechanism of the application. It stands in the EAR's library, where both servers
 * find it.
 */
@NullMarked
package io.callboard.security;

import org.jspecify.annotations.NullMarked;
