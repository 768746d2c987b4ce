/**
 * The origin of requests: networks, clients behind trusted proxies, and the admission of clients.
 */
@NullMarked
package io.callboard.network;

import org.jspecify.annotations.NullMarked;
