/**
 * What needs a person: alarms are raised once, stay until what raised them is over, and are kept.
 */
@NullMarked
package io.callboard.alarm;

import org.jspecify.annotations.NullMarked;
