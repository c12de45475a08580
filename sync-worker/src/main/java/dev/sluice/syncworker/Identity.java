package dev.sluice.syncworker;

import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who a worker is. Its id lies beside its mirrors, so that after a crash it knows what it had; a
 * worker with new mirrors is another one.
 */
final class Identity {
  private static final String FILE = ".worker";
  private static final Pattern ID = Pattern.compile("wrk_[0-9a-z]{26}");

  private Identity() {}

  /**
   * The worker of these mirrors, of which the caller has the {@link WorkerLock}.
   *
   * @throws UncheckedIOException if the id can't be read, or a new one kept
   */
  static Worker of(Path mirrors, Clock clock) {
    try {
      Path file = mirrors.resolve(FILE);
      Optional<WorkerId> kept = kept(file);
      return new Worker(kept.isPresent() ? kept.get() : made(file, clock), host());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The folder " + mirrors + " can't keep this worker's id: " + e.getMessage(), e);
    }
  }

  /** Anything else was left by a disk that lost what was written last. */
  private static Optional<WorkerId> kept(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file).strip())
          .filter(text -> ID.matcher(text).matches())
          .map(WorkerId::new);
    } catch (NoSuchFileException first) {
      return Optional.empty();
    }
  }

  /** A crash in here leaves no id, or the new one. */
  private static WorkerId made(Path file, Clock clock) throws IOException {
    WorkerId made = WorkerId.next(clock);
    Path aside = file.resolveSibling(FILE + ".new");
    Files.writeString(aside, made + "\n");
    Files.move(
        aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return made;
  }

  private static String host() {
    String told = System.getenv().getOrDefault("HOSTNAME", "");
    try {
      return told.isBlank() ? InetAddress.getLocalHost().getHostName() : told;
    } catch (UnknownHostException nameless) {
      return "unknown";
    }
  }
}
