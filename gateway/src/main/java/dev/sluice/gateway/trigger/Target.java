package dev.sluice.gateway.trigger;

import dev.sluice.gateway.live.LiveEnvironment;
import dev.sluice.registry.key.KeyId;
import dev.sluice.runtime.Trigger;

/**
 * What a call wants run, as it was live when the call came.
 *
 * @param caller whose call it is
 */
record Target(KeyId caller, LiveEnvironment environment, Trigger trigger) {}
