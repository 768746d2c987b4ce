/** What is stored about sources: their states, their activity, and which of them are known. */
@NullMarked
package io.callboard.source;

import org.jspecify.annotations.NullMarked;
