/**
 * Tells those who run an environment what they should hear of, by a signed message to a receiver of
 * theirs. {@link dev.sluice.gateway.alert.Alerts} is the door.
 */
@NullMarked
package dev.sluice.gateway.alert;

import org.jspecify.annotations.NullMarked;
