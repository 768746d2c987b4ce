/** Where requests come from: networks, the clients behind trusted proxies, and who is let in. */
@NullMarked
package io.callboard.network;

import org.jspecify.annotations.NullMarked;
