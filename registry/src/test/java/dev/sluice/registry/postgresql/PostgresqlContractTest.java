package dev.sluice.registry.postgresql;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.EveryContract;
import java.time.Clock;

/** PostgreSQL keeps every contract. */
class PostgresqlContractTest extends EveryContract {
  /** For all of them: one is forgotten sooner than made. */
  private static final TestDatabase DATABASE = TestDatabase.empty();

  @Override
  protected Registry openStore(Clock clock) {
    DATABASE.forgetAll();
    return DATABASE.open(clock);
  }
}
