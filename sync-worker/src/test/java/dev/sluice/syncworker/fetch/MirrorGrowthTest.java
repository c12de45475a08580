package dev.sluice.syncworker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A mirror is made one pack after twenty fetches or sooner, so what holds from one time to the next
 * holds all day.
 */
class MirrorGrowthTest {
  private static final int PUSHES = 60;
  private static final int KIBIBYTE = 1024;
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("test");

  private final Random random = new Random(1);
  @TempDir private Path folder;

  /** Sixty sources of 8 KB, one of which changes with each push. */
  @Test
  void mirror_ofATypicalRepository_neverIsTwiceWhatItBeganWith() throws IOException {
    assertThat(growth(60, 8 * KIBIBYTE, PUSHES)).isLessThan(2.0);
  }

  /** A few large files, one of which changes with each push: far fewer than twenty fetches. */
  @Test
  void mirror_ofFilesThatAreLarge_neverIsTwiceWhatItBeganWith() throws IOException {
    assertThat(growth(8, 64 * KIBIBYTE, 15)).isLessThan(2.0);
  }

  /** The most that the mirror ever was, beside what it began with. */
  private double growth(int files, int bytes, int pushes) throws IOException {
    try (WorkflowRepository repository = WorkflowRepository.create(folder.resolve("remote.git"))) {
      for (int file = 0; file < files; file++) {
        repository.write("src/file" + file + ".ts", noise(bytes));
      }
      long first = sizeAfterFetching(repository);
      long most = first;
      for (int push = 0; push < pushes; push++) {
        repository.write("src/file" + push % files + ".ts", noise(bytes));
        most = Math.max(most, sizeAfterFetching(repository));
      }
      return (double) most / first;
    }
  }

  /** At its largest: tidying comes afterwards, as it does after syncs. */
  private long sizeAfterFetching(WorkflowRepository repository) throws IOException {
    repository.push("push");
    RepositoryAddress address = new RepositoryAddress(repository.url(), "main");
    Mirrors mirrors = new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT);
    Fetching fetching = mirrors.fetch(ENVIRONMENT, address);
    assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual().tree().close();
    long size = size(folder.resolve("mirrors"));
    mirrors.tidy(ENVIRONMENT, address);
    return size;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Text that compresses to half. */
  private String noise(int bytes) {
    byte[] noise = new byte[bytes / 2];
    random.nextBytes(noise);
    return HexFormat.of().formatHex(noise);
  }
}
