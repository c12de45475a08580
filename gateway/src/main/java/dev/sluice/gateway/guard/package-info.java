/**
 * Watches over what is served: reminds of emergency switches, and takes a failing release back by
 * itself.
 */
@NullMarked
package dev.sluice.gateway.guard;

import org.jspecify.annotations.NullMarked;
