package dev.sluice.registry.vault;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file {@code master.key.next} in the data directory while what {@code master.key} sealed is
 * sealed anew. A crash at any moment leaves both keys there, and what is sealed opens with either.
 */
public final class NextKeyFile {
  private final Path current;
  private final Path next;
  private final Path old;

  public NextKeyFile(Path dataDirectory) {
    current = dataDirectory.resolve("master.key");
    next = dataDirectory.resolve("master.key.next");
    old = dataDirectory.resolve("master.key.old");
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
   * Lets it take the place of {@code master.key}, which becomes {@code master.key.old}.
   *
   * @return where the old one is
   */
  public Path takeOver() {
    try {
      Files.deleteIfExists(old);
      Files.createLink(old, current);
      Files.move(next, current, ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(current.toAbsolutePath().getParent())) {
        directory.force(true);
      }
      return old;
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private MasterKeyException unusable(IOException e) {
    return new MasterKeyException(
        "The master key in " + next + " can't be read or moved; check the directory's rights", e);
  }
}
