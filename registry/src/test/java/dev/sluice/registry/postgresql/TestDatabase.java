package dev.sluice.registry.postgresql;

import dev.sluice.fixtures.PostgresServer;
import dev.sluice.registry.Registry;
import dev.sluice.registry.vault.MasterKey;
import java.time.Clock;
import java.util.Map;

/** A database of a test's own on this process's server. */
record TestDatabase(PostgresServer server, String address) {
  static final MasterKey KEY =
      MasterKey.parse("dGhlIGtleSB0ZXN0cyB1c2UsIDMyIGJ5dGVzIGxvbmc=", "a test");
  static final MasterKey OTHER =
      MasterKey.parse("YW5vdGhlciBrZXksIGFsc28gb2YgMzIgYnl0ZXMhISE=", "a test");

  private static final String FORGET_ALL =
      """
      DO $$ BEGIN
        IF to_regclass('registry') IS NOT NULL THEN
          EXECUTE
            (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
             FROM pg_tables
             WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history');
          INSERT INTO registry (only_row, keys_revision) VALUES (1, 0);
        END IF;
      END $$
      """;

  static TestDatabase empty() {
    PostgresServer server = PostgresServer.shared();
    return new TestDatabase(server, server.newDatabase());
  }

  PostgresqlAddress at() {
    return PostgresqlAddress.parse(address, Map.of());
  }

  Registry open(Clock clock) {
    return PostgresqlRegistry.open(at(), KEY, clock);
  }

  /** As if nothing had ever been in it. */
  void forgetAll() {
    execute(FORGET_ALL);
  }

  void execute(String sql) {
    server.execute(address, sql);
  }
}
