/**
 * Jobs: operators' requests that take longer than an HTTP request. Jobs report progress, any node
 * can run them, and they survive the end of every node.
 */
@NullMarked
package io.callboard.job;

import org.jspecify.annotations.NullMarked;
