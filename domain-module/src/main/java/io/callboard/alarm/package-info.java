/**
 * Alarms: conditions that need a person. Each is raised once, stays open until its cause is over,
 * and is kept afterwards.
 */
@NullMarked
package io.callboard.alarm;

import org.jspecify.annotations.NullMarked;
