package dev.sluice.registry.postgresql;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.RotationContract;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import dev.sluice.registry.vault.MasterKeys;
import java.time.Clock;

class RotationTest extends RotationContract {
  private final TestDatabase database = TestDatabase.empty();

  @Override
  protected Registry open(MasterKeys keys, Clock clock) {
    return PostgresqlRegistry.open(database.at(), Tables.MIGRATED, keys, clock);
  }

  @Override
  protected Store store() {
    return PostgresqlRegistry.store(database.at());
  }
}
