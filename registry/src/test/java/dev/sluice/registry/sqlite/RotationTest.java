package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.RotationContract;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.Tables;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class RotationTest extends RotationContract {
  @TempDir Path directory;

  @Override
  protected Registry open(dev.sluice.registry.vault.MasterKeys keys, Clock clock) {
    return SqliteRegistry.open(directory, Tables.MIGRATED, keys, clock);
  }

  @Override
  protected Store store() {
    return SqliteRegistry.store(directory);
  }
}
