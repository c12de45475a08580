/**
 * What a gateway keeps on its own disk of the registry, sealed under the master key, so that it can
 * start and serve while that is away. {@link dev.sluice.gateway.standby.Standby} is the door.
 */
@NullMarked
package dev.sluice.gateway.standby;

import org.jspecify.annotations.NullMarked;
