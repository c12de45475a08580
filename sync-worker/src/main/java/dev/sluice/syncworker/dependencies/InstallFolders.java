package dev.sluice.syncworker.dependencies;

import dev.sluice.registry.deployment.Digest;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folders of installs, by what decides what is in them. A folder gets its name once it is
 * whole: what a crash leaves behind has another name, and goes with the next sweep. Thread-safe;
 * one process at a time.
 */
final class InstallFolders {
  /** Written last into a folder; its time is when the folder was last used. */
  private static final String MARK = "install.json";

  private static final String UNFINISHED = "unfinished-";

  /**
   * One that a sync may be using now isn't taken away. Longer than a build may take, and no longer:
   * whoever can open a pull request can have one install made after the other.
   */
  private static final Duration IN_USE = Duration.ofMinutes(5);

  private final Path root;
  private final KeptInstalls kept;
  private final Clock clock;
  private final Disk disk;
  private boolean tidied;

  /** Tells how many bytes a folder's disk has left. */
  interface Disk {
    long free(Path folder) throws IOException;
  }

  InstallFolders(Path root, KeptInstalls kept, Clock clock) {
    this(root, kept, clock, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  InstallFolders(Path root, KeptInstalls kept, Clock clock, Disk disk) {
    this.root = root;
    this.kept = kept;
    this.clock = clock;
    this.disk = disk;
  }

  /** The whole install of that key, if there is one; it counts as used now. */
  Optional<Path> find(Digest key) throws IOException {
    Path folder = folder(key);
    if (!Files.exists(folder.resolve(MARK))) {
      return Optional.empty();
    }
    Files.setLastModifiedTime(folder.resolve(MARK), FileTime.from(clock.instant()));
    return Optional.of(folder);
  }

  private Path folder(Digest key) {
    return root.resolve(key.value().replace(':', '-'));
  }

  /**
   * Deletes what isn't in use, the longest unused first, until the disk has so much room left; only
   * what is old or too much anyway if all of it wouldn't do.
   *
   * @return whether it has
   */
  synchronized boolean makeRoom(long bytes) throws IOException {
    if (!hasRoom(bytes)) {
      sweep();
    }
    List<Install> unused =
        newestFirst().reversed().stream().filter(install -> !isInUse(install)).toList();
    long most = unused.stream().mapToLong(Install::bytes).sum();
    for (Install install : hasRoom(bytes - most) ? unused : List.<Install>of()) {
      if (!hasRoom(bytes)) {
        delete(install);
      }
    }
    return hasRoom(bytes);
  }

  private boolean hasRoom(long bytes) throws IOException {
    return disk.free(Files.createDirectories(root)) >= bytes;
  }

  /** An empty folder to install into. The first has what a process that ended left deleted. */
  synchronized Path begin() throws IOException {
    if (!tidied) {
      deleteUnfinished();
      tidied = true;
    }
    return Files.createDirectories(root.resolve(UNFINISHED + UUID.randomUUID()));
  }

  /** Gives a whole install its name, unless another of the same key was faster. */
  Path finish(Path unfinished, Digest key) throws IOException {
    Path folder = folder(key);
    Files.setLastModifiedTime(unfinished.resolve(MARK), FileTime.from(clock.instant()));
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (find(key).isEmpty()) {
        throw e;
      }
      delete(unfinished);
    }
    return folder;
  }

  /** Deletes a folder with all that is in it; links in it are not followed. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private void deleteUnfinished() throws IOException {
    for (Path folder : named(UNFINISHED)) {
      delete(folder);
    }
  }

  /** Deletes what wasn't used for long, and what is too much, the longest unused first. */
  synchronized void sweep() throws IOException {
    long bytes = 0;
    for (Install install : newestFirst()) {
      bytes += install.bytes();
      boolean tooMuch = bytes > kept.bytes() || unused(install).compareTo(kept.unused()) > 0;
      if (tooMuch && !isInUse(install)) {
        delete(install);
      }
    }
  }

  private List<Install> newestFirst() throws IOException {
    return named("").stream()
        .flatMap(folder -> Install.read(folder).stream())
        .sorted(Comparator.comparing(Install::used).reversed())
        .toList();
  }

  private Duration unused(Install install) {
    return Duration.between(install.used(), clock.instant());
  }

  private boolean isInUse(Install install) {
    return unused(install).compareTo(IN_USE) <= 0;
  }

  /** Half deleted, it mustn't have the name of a whole one. */
  private void delete(Install install) throws IOException {
    Path away = root.resolve(UNFINISHED + UUID.randomUUID());
    delete(Files.move(install.folder(), away, StandardCopyOption.ATOMIC_MOVE));
  }

  private List<Path> named(String prefix) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(root)) {
      return folders.filter(it -> it.getFileName().toString().startsWith(prefix)).toList();
    }
  }

  private record Install(Path folder, Instant used, long bytes) {
    /** Empty for what isn't whole. */
    static Optional<Install> read(Path folder) {
      Path mark = folder.resolve(MARK);
      if (folder.getFileName().toString().startsWith(UNFINISHED) || !Files.exists(mark)) {
        return Optional.empty();
      }
      long bytes = JsonMapper.shared().readTree(mark).path("bytes").longValue();
      return Optional.of(
          new Install(folder, Instant.ofEpochMilli(mark.toFile().lastModified()), bytes));
    }
  }
}
