/** Tests that run inside the server, together with the unmodified modules of the EAR. */
@NullMarked
package io.callboard.incontainer;

import org.jspecify.annotations.NullMarked;
