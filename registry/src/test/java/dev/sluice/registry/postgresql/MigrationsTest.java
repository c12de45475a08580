package dev.sluice.registry.postgresql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sql.Tables;
import java.time.Duration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsTest {
  private static final Patience SHORT =
      new Patience(Duration.ofSeconds(1), Duration.ofMillis(200), Duration.ofSeconds(1));

  private final TestDatabase database = TestDatabase.empty();

  @ParameterizedTest
  @EnumSource
  @Timeout(20)
  void prepare_tablesThatNobodyMayRead_failsInTime(Tables tables) {
    try (PostgresqlStore store =
        new PostgresqlStore(new Connections(database.at(), Patience.USUAL))) {
      Migrations.of(database.at()).prepare(Tables.MIGRATED);

      store.<Boolean>write(transaction -> {
        transaction.execute("LOCK TABLE flyway_schema_history");
        assertThatThrownBy(() -> new Migrations(database.at(), SHORT).prepare(tables))
            .isInstanceOf(RegistryException.class)
            .hasMessageContaining("too long");
        return true;
      });
    }
  }
}
