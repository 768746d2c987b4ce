/** The configured sources: read from MicroProfile Config at startup, named with their providers. */
@NullMarked
package io.callboard.intake.source;

import org.jspecify.annotations.NullMarked;
