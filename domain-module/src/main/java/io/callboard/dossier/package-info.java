/** Everything that holds one record: to hand it out, and to keep it for the law. */
@NullMarked
package io.callboard.dossier;

import org.jspecify.annotations.NullMarked;
