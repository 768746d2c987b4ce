/** Test databases, and small fakes for tests. */
@NullMarked
package io.callboard.testing;

import org.jspecify.annotations.NullMarked;
