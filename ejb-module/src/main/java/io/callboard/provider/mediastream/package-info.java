/** The provider Mediastream Platform: media, and documents of every other model. */
@NullMarked
package io.callboard.provider.mediastream;

import org.jspecify.annotations.NullMarked;
