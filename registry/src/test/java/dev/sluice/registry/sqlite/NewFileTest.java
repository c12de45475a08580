package dev.sluice.registry.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreCopy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a registry is there when it is whole, or not at all. */
class NewFileTest {
  private static final dev.sluice.registry.vault.MasterKeys KEYS =
      dev.sluice.registry.vault.MasterKeys.of(MasterKeys.KEY);

  @TempDir Path original;
  @TempDir Path backup;
  @TempDir Path killed;

  @BeforeEach
  void fillOriginal() {
    try (Registry registry = open(original)) {
      registry.keys().issue(Role.READ, Optional.empty());
    }
  }

  private static Registry open(Path folder) {
    return SqliteRegistry.open(folder, MasterKeys.KEY, Clock.systemUTC());
  }

  private static long copy(Path from, Path to, Runnable beforeTheEnd) {
    try (Store source = SqliteRegistry.store(from)) {
      return SqliteRegistry.fill(
          to,
          target -> {
            long rows = new StoreCopy(source, target, KEYS, _ -> {}).run();
            beforeTheEnd.run();
            return rows;
          });
    }
  }

  private static List<String> names(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a kill leaves of it now. */
  private void kill() {
    try (Stream<Path> files = Files.list(backup)) {
      for (Path file : files.toList()) {
        Files.copy(file, killed.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void copy_isOneFileForItsOwner_andHoldsAll() throws IOException {
    assertThat(copy(original, backup, () -> {})).isPositive();

    assertThat(names(backup)).containsExactly("registry.db", "registry.lock");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file(backup))))
        .isEqualTo("rw-------");
    assertHoldsAll(backup);
  }

  private static void assertHoldsAll(Path folder) {
    try (Registry registry = open(folder)) {
      assertThat(registry.keys().list(PageRequest.first(2)).items()).hasSize(1);
    }
  }

  private static Path file(Path folder) {
    return folder.resolve("registry.db");
  }

  @Test
  void copy_thatIsKilled_leavesNoRegistry_isServedByNobody_andIsReplacedByTheNext() {
    copy(original, backup, this::kill);

    assertThat(names(killed)).contains("registry.db.partial").doesNotContain("registry.db");
    assertThat(SqliteRegistry.exists(killed)).isFalse();
    assertThatThrownBy(() -> open(killed))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("registry.db.partial")
        .hasMessageContaining("broken off");
    assertThat(SqliteRegistry.exists(killed)).as("made instead").isFalse();

    copy(original, killed, () -> {});

    assertThat(names(killed)).containsExactly("registry.db", "registry.lock");
    assertHoldsAll(killed);
  }

  @Test
  void copy_thatFails_leavesNothing() {
    assertThatThrownBy(() ->
            copy(
                original,
                backup,
                () -> {
                  throw new RegistryException("the other was lost");
                }))
        .hasMessage("the other was lost");

    assertThat(names(backup)).containsExactly("registry.lock");
  }

  @Test
  void copy_besideWhatIsLeftOfARegistryThatIsGone_isNotMixedWithIt() throws IOException {
    try (Registry gone = open(killed)) {
      gone.keys().issue(Role.READ, Optional.empty());
      gone.keys().issue(Role.READ, Optional.empty());
      Files.copy(killed.resolve("registry.db-wal"), backup.resolve("registry.db-wal"));
    }

    copy(original, backup, () -> {});

    assertThat(names(backup)).containsExactly("registry.db", "registry.lock");
    assertHoldsAll(backup);
  }

  @Test
  void copy_intoARegistryThatIsUsed_isRefused_andLeavesItAsItIs() {
    copy(original, backup, () -> {});

    assertThatThrownBy(() -> copy(original, backup, () -> {}))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("isn't empty");

    assertHoldsAll(backup);
  }

  @Test
  void copy_intoARegistryThatIsEmpty_fillsIt() {
    SqliteRegistry.store(backup).close();

    copy(original, backup, () -> {});

    assertHoldsAll(backup);
  }
}
