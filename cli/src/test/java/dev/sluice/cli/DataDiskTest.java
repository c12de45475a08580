package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.cli.ServeSettings.Administration;
import dev.sluice.cli.ServeSettings.Role;
import dev.sluice.cli.ServeSettings.Sources;
import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDiskTest {
  @TempDir private Path folder;

  @Test
  void of_processThatBringsNoCommitsIn_leavesNothingFreeForThem() {
    assertThat(of(Role.SYNC_WORKER).keptFree()).isEqualTo(7L << 20);
    assertThat(of(Role.GATEWAY).keptFree()).isZero();
    assertThat(of(Role.WEBHOOK).keptFree()).isZero();
  }

  @Test
  void notes_lessFreeThanCommitsNeed_saysSo() {
    assertThat(new DataDisk(folder, Long.MAX_VALUE).notes())
        .singleElement()
        .asString()
        .contains("no commit is brought in");
    assertThat(new DataDisk(folder, 0).notes()).isEmpty();
  }

  @Test
  void notes_diskThatCantBeRead_tellsOfItEverywhere() {
    DataDisk gone = new DataDisk(folder.resolve("gone"), 0);

    assertThat(gone.notes()).singleElement().asString().contains("can't be read");
  }

  @Test
  void free_isAPartOfTheSize() {
    DataDisk disk = of(Role.GATEWAY);

    assertThat(disk.free()).isBetween(0L, disk.size());
    assertThat(disk.size()).isPositive();
  }

  /** Of a process that plays that part. */
  private DataDisk of(Role role) {
    Sources usual = Sources.usual(false);
    Limits limits = new Limits(Map.of(Limit.FREE_MB, 7L));
    return DataDisk.of(
        new ServeSettings(
            Listening.on(Address.parse("127.0.0.1:0")),
            Storage.in(folder),
            new Sources(
                usual.localRepositories(),
                usual.packages(),
                usual.network(),
                limits,
                usual.lease()),
            Set.of(role),
            Administration.by(Optional.empty())));
  }
}
