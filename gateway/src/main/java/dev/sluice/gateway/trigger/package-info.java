/**
 * The run API: an auth service names a trigger and gets the outcome of the workflow that is live.
 */
@NullMarked
package dev.sluice.gateway.trigger;

import org.jspecify.annotations.NullMarked;
