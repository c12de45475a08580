package dev.sluice.syncworker.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.deployment.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstallFoldersTest {
  private static final Digest A = Digest.of("a");
  private static final Digest B = Digest.of("b");

  @TempDir private Path root;
  private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));

  private InstallFolders folders(long bytes) {
    return new InstallFolders(root, new KeptInstalls(Duration.ofDays(30), bytes), clock);
  }

  private static Path install(InstallFolders folders, Digest key) throws IOException {
    Path unfinished = folders.begin();
    Files.createSymbolicLink(unfinished.resolve("link"), Path.of("/etc"));
    Files.writeString(unfinished.resolve("install.json"), "{\"bytes\": 100}");
    return folders.finish(unfinished, key);
  }

  @Test
  void install_cutShort_isNeverFoundAndGoesWithTheNextStart() throws IOException {
    InstallFolders folders = folders(1_000);
    Path unfinished = folders.begin();
    Files.writeString(unfinished.resolve("half"), "");

    assertThat(folders.find(A)).isEmpty();
    InstallFolders next = folders(1_000);
    Path first = next.begin();
    Path second = next.begin();

    assertThat(unfinished).doesNotExist();
    assertThat(first).as("which the second mustn't delete").isDirectory();
    assertThat(second).isDirectory();
  }

  @Test
  void install_finishedTwice_isOne() throws IOException {
    InstallFolders folders = folders(1_000);

    assertThat(install(folders, A)).isEqualTo(install(folders, A));
    assertThat(root.toFile().list()).hasSize(1);
  }

  @Test
  void install_unusedForLong_goes() throws IOException {
    InstallFolders folders = folders(1_000);
    install(folders, A);
    install(folders, B);
    clock.pass(Duration.ofDays(20));
    folders.find(B);
    clock.pass(Duration.ofDays(20));

    folders.sweep();

    assertThat(folders.find(A)).isEmpty();
    assertThat(folders.find(B)).isPresent();
    assertThat(Path.of("/etc")).isNotEmptyDirectory();
  }

  @Test
  void installs_tooLargeTogether_loseThoseUnusedLongestButNoneInUse() throws IOException {
    InstallFolders folders = folders(150);
    install(folders, A);
    clock.pass(Duration.ofMinutes(3));
    install(folders, B);

    folders.sweep();
    assertThat(folders.find(B)).isPresent();
    assertThat(root.toFile().list()).hasSize(2);
    clock.pass(Duration.ofMinutes(3));
    folders.find(B);
    folders.sweep();

    assertThat(folders.find(A)).isEmpty();
    assertThat(folders.find(B)).isPresent();
  }

  @Test
  void installs_onADiskThatIsNearlyFull_goUnlessTheyAreInUse() throws IOException {
    InstallFolders folders =
        new InstallFolders(
            root,
            new KeptInstalls(Duration.ofDays(30), 1_000),
            clock,
            folder -> 500 - 100L * folder.toFile().list().length);
    install(folders, A);
    clock.pass(Duration.ofMinutes(6));
    install(folders, B);

    assertThat(folders.makeRoom(300)).isTrue();
    assertThat(folders.makeRoom(500)).isFalse();
    assertThat(root.toFile().list()).as("while it helps nobody").hasSize(2);

    assertThat(folders.makeRoom(400)).isTrue();
    assertThat(folders.find(A)).isEmpty();
    assertThat(folders.find(B)).isPresent();
  }

  @Test
  void installs_madeOneAfterTheOther_dontPileUp() throws IOException {
    InstallFolders folders = folders(1_000);
    for (int i = 0; i < 40; i++) {
      install(folders, Digest.of("lock file " + i));
      folders.sweep();
      clock.pass(Duration.ofMinutes(1));
    }

    assertThat(root.toFile().list()).hasSizeLessThanOrEqualTo(10);
  }
}
