/** The provider Waymark: videos with their renders, and accounts. */
@NullMarked
package io.callboard.provider.waymark;

import org.jspecify.annotations.NullMarked;
