/** A gateway among others: it tells that it is there, and what it serves. */
@NullMarked
package dev.sluice.gateway.fleet;

import org.jspecify.annotations.NullMarked;
