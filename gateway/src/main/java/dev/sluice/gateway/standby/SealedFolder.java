package dev.sluice.gateway.standby;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.vault.Vault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A folder of texts that its owner alone may read, each sealed and bound to what it is. A text is
 * replaced whole: a crash leaves the one before. For one writer, and any readers.
 */
record SealedFolder(Path folder, Vault vault) {
  private static final long LONGEST = 128L * 1024 * 1024;

  /**
   * The text; empty if there's no such file.
   *
   * @throws RefusedException if it isn't what was written there
   */
  Optional<String> read(SealedFile file) throws RefusedException {
    try (FileChannel in =
        FileChannel.open(folder.resolve(file.name()), Set.of(READ, NOFOLLOW_LINKS))) {
      return Optional.of(opened(file, bytes(in, file)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new RefusedException(file.name(), "it can't be read (" + e.getMessage() + ")");
    }
  }

  private static byte[] bytes(FileChannel in, SealedFile file)
      throws IOException, RefusedException {
    long size = in.size();
    if (size > LONGEST) {
      throw new RefusedException(file.name(), "it is too large to be one that was written there");
    }
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
    while (bytes.hasRemaining() && in.read(bytes) >= 0) {
      // On to the end, wherever that is.
    }
    return bytes.array();
  }

  private String opened(SealedFile file, byte[] sealed) throws RefusedException {
    try {
      return vault.open(sealed, file.binding()).reveal();
    } catch (RegistryException e) {
      throw new RefusedException(
          file.name(),
          "it was altered or cut off, or was sealed as another file, for another registry or under"
              + " another master key");
    }
  }

  /** Replaces the text; on return it is there after a loss of power too. */
  void write(SealedFile file, String text) throws IOException {
    Path target = folder.resolve(file.name());
    make(folder);
    Path aside = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".new");
    try {
      writeAside(aside, vault.seal(new Secret(text), file.binding()));
      Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      sync(target.resolveSibling("."));
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Makes the folder, and the one for bundles in it, for their owner's eyes only. */
  static void make(Path folder) throws IOException {
    Path bundles = folder.resolve(SealedFile.BUNDLES);
    if (!Files.isDirectory(bundles, NOFOLLOW_LINKS)) {
      Files.createDirectories(bundles, attributes(folder, "rwx------"));
    }
  }

  private void writeAside(Path aside, byte[] sealed) throws IOException {
    try (FileChannel out =
        FileChannel.open(aside, Set.of(WRITE, CREATE_NEW), attributes(folder, "rw-------"))) {
      ByteBuffer bytes = ByteBuffer.wrap(sealed);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] attributes(Path folder, String permissions) {
    boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Deletes every file but those, also what a crash has left half written. */
  void keepOnly(Set<String> names) throws IOException {
    for (Path file : files()) {
      if (!names.contains(folder.relativize(file).toString())) {
        Files.deleteIfExists(file);
      }
    }
  }

  private List<Path> files() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder, 2)) {
      return files.filter(it -> Files.isRegularFile(it, NOFOLLOW_LINKS)).toList();
    }
  }
}
