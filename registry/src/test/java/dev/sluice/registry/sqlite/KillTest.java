package dev.sluice.registry.sqlite;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.contract.Pages;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncId;
import dev.sluice.registry.sync.SyncStatus;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process is killed while it writes; what it had acknowledged is there, and nothing by halves.
 */
class KillTest {
  private static final int ROUNDS = 3;
  private static final int LINES_A_ROUND = 61;

  @TempDir Path directory;
  @TempDir Path temporary;

  @Test
  void kill_whilePushesAndReleasesAreWritten_losesNothingAcknowledged() throws Exception {
    List<String> acknowledged = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      acknowledged.addAll(killedAfter(LINES_A_ROUND + round, 1 + round * 1000));
      try (Registry registry = SqliteRegistry.open(directory, MasterKeys.KEY, Clock.systemUTC())) {
        acknowledged.forEach(line -> assertKept(registry, line));
        assertNothingByHalves(registry);
      }
    }
    assertThat(temporary).isEmptyDirectory();
  }

  private List<String> killedAfter(int lines, int firstNumber)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            KilledProcess.class.getName(),
            directory.toString(),
            String.valueOf(firstNumber));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      List<String> read = new ArrayList<>();
      while (read.size() < lines) {
        read.add(Optional.ofNullable(output.readLine()).orElseThrow());
      }
      // By its handle, which leaves the pipe open: what it still said counts, too.
      process.toHandle().destroyForcibly();
      output.lines().forEach(read::add);
      return read;
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static void assertKept(Registry registry, String line) {
    if (line.startsWith("accepted syn_")) {
      SyncId id = new SyncId(line.substring("accepted ".length()));
      assertThat(registry.syncs().find(KilledProcess.ENVIRONMENT, id)).as(line).isPresent();
    } else {
      assertThat(releases(registry))
          .as(line)
          .anyMatch(release -> line.equals("released " + number(release)));
    }
  }

  private static int number(Release release) {
    String commit = release.commit().orElseThrow().value();
    return Integer.parseInt(commit.substring(20), 16);
  }

  private static void assertNothingByHalves(Registry registry) {
    List<Release> releases = releases(registry);
    for (int i = 0; i < releases.size(); i++) {
      Release release = releases.get(i);
      assertThat(release.number()).isEqualTo(releases.size() - i);
      assertThat(release.deployments()).hasSize(2).allMatch(member -> isWhole(registry, member));
      SyncId sync = new SyncId(release.entry().by());
      assertThat(registry.syncs().find(KilledProcess.ENVIRONMENT, sync).map(Sync::status))
          .contains(SyncStatus.RELEASED);
    }
    assertThat(Pages.all(200, page -> registry.deployments().list(KilledProcess.ENVIRONMENT, page)))
        .hasSize(2 * releases.size());
  }

  private static boolean isWhole(Registry registry, Deployment member) {
    return registry.deployments().bundle(member.id()).isPresent();
  }

  private static List<Release> releases(Registry registry) {
    return Pages.all(200, page -> registry.releases().list(KilledProcess.ENVIRONMENT, page));
  }
}
