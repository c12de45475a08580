package dev.sluice.registry.postgresql;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.ConcurrencyContract;
import java.time.Clock;

/** PostgreSQL lets several processes work at once. */
class ConcurrencyTest extends ConcurrencyContract {
  private final TestDatabase database = TestDatabase.empty();

  @Override
  protected Registry open() {
    return database.open(Clock.systemUTC());
  }
}
