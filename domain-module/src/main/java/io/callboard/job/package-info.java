/**
 * What operators ask for that takes longer than a request: jobs with progress, which any node takes
 * up and which survive every node's end.
 */
@NullMarked
package io.callboard.job;

import org.jspecify.annotations.NullMarked;
