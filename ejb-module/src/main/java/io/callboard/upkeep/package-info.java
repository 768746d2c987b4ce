/** What has to be done from time to time, whether events come or not. */
@NullMarked
package io.callboard.upkeep;

import org.jspecify.annotations.NullMarked;
