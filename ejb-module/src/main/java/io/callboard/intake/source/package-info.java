/** The configured sources and their providers, read from MicroProfile Config at startup. */
@NullMarked
package io.callboard.intake.source;

import org.jspecify.annotations.NullMarked;
