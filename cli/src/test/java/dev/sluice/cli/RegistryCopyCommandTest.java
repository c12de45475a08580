package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.sqlite.SqliteRegistry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RegistryCopyCommandTest {
  @TempDir Path folder;

  private Path data;
  private Path backup;

  @BeforeEach
  void nameFolders() {
    data = folder.resolve("data");
    backup = folder.resolve("backup");
  }

  private int copy() {
    CommandLine command = new CommandLine(new RegistryCopyCommand());
    command.setOut(new PrintWriter(new StringWriter()));
    command.setErr(new PrintWriter(new StringWriter()));
    return command.execute("--from", data.toString(), "--to", backup.toString());
  }

  @Test
  void backup_isARegistry() {
    DataFolder.of(Storage.in(data)).registry(Clock.systemUTC()).close();

    assertThat(copy()).isZero();

    assertThat(SqliteRegistry.exists(backup)).isTrue();
    assertThat(backup.resolve("registry.db.partial")).doesNotExist();
  }

  @Test
  void backup_thatFailed_doesNotLookLikeOne() {
    DataFolder.of(Storage.in(data));
    SqliteRegistry.store(data).close();

    assertThat(copy()).isEqualTo(1);

    assertThat(SqliteRegistry.exists(backup)).isFalse();
    assertThat(backup.resolve("registry.db.partial")).doesNotExist();
  }
}
