package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.sqlite.SqliteRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path folder;

  private DataFolder data;

  @BeforeEach
  void makeFolder() {
    data = DataFolder.of(Storage.in(folder));
  }

  @Test
  void registry_thatIsGone_isRefusedInsteadOfMadeEmpty() throws IOException {
    data.registry(Clock.systemUTC()).close();
    Files.createDirectory(folder.resolve("mirrors"));
    Files.delete(folder.resolve("registry.db"));

    assertThatThrownBy(() -> data.registry(Clock.systemUTC()))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("There is no registry.db in " + folder)
        .hasMessageContaining("put it back from a backup");

    assertThat(SqliteRegistry.exists(folder)).isFalse();
  }

  @Test
  void key_thatIsGoneWithItsRegistry_isRefusedInsteadOfMade() throws IOException {
    Files.createDirectory(folder.resolve("mirrors"));
    Files.delete(folder.resolve("master.key"));

    assertThatThrownBy(() -> DataFolder.of(Storage.in(folder)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("there is no " + folder.resolve("master.key"));

    assertThat(folder.resolve("master.key")).doesNotExist();
  }

  @Test
  void folder_thatHoldsAKeyAlone_isAtItsFirstUse() {
    try (Registry registry = data.registry(Clock.systemUTC())) {
      assertThat(registry.environments()).isNotNull();
    }
    assertThat(SqliteRegistry.exists(folder)).isTrue();
  }
}
