/**
 * Retention: the periods for which data is kept, and the removal of older data in short steps that
 * block no other work.
 */
@NullMarked
package io.callboard.retention;

import org.jspecify.annotations.NullMarked;
