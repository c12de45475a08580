package dev.sluice.cli;

import dev.sluice.fixtures.PassingRegistry;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;

/**
 * A registry that doesn't tell what has changed while it is away, as a database on another machine
 * may be. Owns the real one.
 */
final class AwayRegistry extends PassingRegistry {
  private volatile boolean away = true;

  /** A registry that is away until {@link #comeBack}. */
  AwayRegistry(Registry real) {
    super(real);
  }

  void comeBack() {
    away = false;
  }

  @Override
  public Revisions revisions() {
    if (away) {
      throw new RegistryException("the registry is away");
    }
    return super.revisions();
  }
}
