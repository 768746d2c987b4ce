/** Resources for exports, legal holds and erasures of one record. */
@NullMarked
package io.callboard.web.privacy;

import org.jspecify.annotations.NullMarked;
