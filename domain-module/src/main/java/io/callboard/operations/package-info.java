/** What keeps the installation in order: the schema, and the partitions of the event log. */
@NullMarked
package io.callboard.operations;

import org.jspecify.annotations.NullMarked;
