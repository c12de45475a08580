package dev.sluice.registry.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The file {@code master.key.next} in the data directory while what {@code master.key} sealed is
 * sealed anew. A crash at any moment leaves both keys there, and what is sealed opens with either.
 */
public final class NextKeyFile {
  private static final String OLD = "master.key.old-";

  /** Sorts as it is, and needs no quotes in a shell. */
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Path folder;
  private final Path current;
  private final Path next;

  public NextKeyFile(Path dataDirectory) {
    folder = dataDirectory;
    current = dataDirectory.resolve("master.key");
    next = dataDirectory.resolve("master.key.next");
  }

  /** The key in it, if there's one. */
  public Optional<MasterKey> find() {
    try {
      return Files.exists(next) ? Optional.of(new KeyFile(next).read()) : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** The key in it, made if there's none yet. */
  public MasterKey make() {
    return find().orElseGet(() -> new KeyFile(next).load(false));
  }

  /**
   * Lets it take the place of {@code master.key}, which stays as {@code master.key.old-} and the
   * moment, such as {@code master.key.old-20270131T093000Z}. Old keys are never overwritten:
   * backups that were made under one open with no other.
   *
   * @return where the old one is
   */
  public Path takeOver(Instant now) {
    try {
      Path old = keep(now);
      sync();
      Files.move(next, current, ATOMIC_MOVE);
      sync();
      return old;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** A crash after this leaves the key under both names; done again, it is found there. */
  private Path keep(Instant now) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, OLD + "*")) {
      for (Path old : kept) {
        if (Files.isSameFile(old, current)) {
          return old;
        }
      }
    }
    Path old = folder.resolve(OLD + MOMENT.format(now));
    for (int i = 2; Files.exists(old); i++) {
      old = folder.resolve(OLD + MOMENT.format(now) + "-" + i);
    }
    return Files.createLink(old, current);
  }

  private void sync() throws IOException {
    try (FileChannel directory = FileChannel.open(folder)) {
      directory.force(true);
    }
  }

  private MasterKeyException unusable(IOException e) {
    return new MasterKeyException(
        "The master key in " + next + " can't be read or moved; check the directory's rights", e);
  }
}
