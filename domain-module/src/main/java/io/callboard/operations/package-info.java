/**
 * Operation of the installation: the health and progress of intake, the states of sources, and the
 * database's schema, partitions and statistics.
 */
@NullMarked
package io.callboard.operations;

import org.jspecify.annotations.NullMarked;
