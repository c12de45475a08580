package dev.sluice.gateway.health;

import java.util.Optional;

/** One thing that must be well for a process to be sent requests. Quick, and doesn't throw. */
@FunctionalInterface
public interface ReadinessCheck {
  /** What isn't well; empty if all is. */
  Optional<Trouble> problem();
}
