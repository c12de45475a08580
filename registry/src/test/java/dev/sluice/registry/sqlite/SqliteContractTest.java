package dev.sluice.registry.sqlite;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.ReleasesContract;
import dev.sluice.registry.vault.MasterKey;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** SQLite keeps every contract. */
class SqliteContractTest {
  private static final MasterKey KEY =
      MasterKey.parse("dGhlIGtleSB0ZXN0cyB1c2UsIDMyIGJ5dGVzIGxvbmc=", "this test");

  @TempDir Path directory;

  private Registry openSqlite(Clock clock) {
    return SqliteRegistry.open(directory, KEY, clock);
  }

  @Nested
  class Releases extends ReleasesContract {
    @Override
    protected Registry open(Clock clock) {
      return openSqlite(clock);
    }
  }
}
