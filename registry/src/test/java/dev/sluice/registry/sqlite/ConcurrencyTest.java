package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.ConcurrencyContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** SQLite lets several processes work at once. */
class ConcurrencyTest extends ConcurrencyContract {
  @TempDir Path directory;

  @Override
  protected Registry open() {
    return SqliteRegistry.open(directory, MasterKeys.KEY, Clock.systemUTC());
  }
}
