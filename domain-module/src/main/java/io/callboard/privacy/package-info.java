/** All data about one record: its export, its erasure and its legal hold. */
@NullMarked
package io.callboard.privacy;

import org.jspecify.annotations.NullMarked;
