package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.EveryContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract. */
class SqliteContractTest extends EveryContract {
  @TempDir Path directory;

  @Override
  protected Registry openStore(Clock clock) {
    return SqliteRegistry.open(directory, MasterKeys.KEY, clock);
  }
}
