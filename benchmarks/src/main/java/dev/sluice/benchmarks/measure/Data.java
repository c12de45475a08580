package dev.sluice.benchmarks.measure;

import dev.sluice.registry.Registry;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import java.nio.file.Path;
import java.time.Clock;

/** A server's data folder, seen from outside of it. */
final class Data {
  private Data() {}

  /** The registry that is kept there; made if there's none yet. Close it when done. */
  static Registry open(Path folder) {
    MasterKey key = MasterKey.load(System.getenv(), folder, SqliteRegistry.exists(folder));
    return SqliteRegistry.open(folder, key, Clock.systemUTC());
  }
}
