package dev.sluice.registry.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** A file that holds a master key, which its owner alone may read. */
final class KeyFile {
  private final Path file;

  KeyFile(Path file) {
    this.file = file;
  }

  /** The file {@code master.key} in a data directory. */
  static KeyFile in(Path dataDirectory) {
    return new KeyFile(dataDirectory.resolve("master.key"));
  }

  /**
   * The key it holds; one is made when there's neither a file nor a database.
   *
   * @throws MasterKeyException if there's none, it can't be read, or everybody may read it
   */
  MasterKey load(boolean databaseExists) {
    try {
      if (!Files.exists(file)) {
        if (databaseExists) {
          throw missing();
        }
        create();
      }
      return read();
    } catch (IOException e) {
      throw new MasterKeyException(
          "The master key in " + file + " can't be read or made; check the directory's rights", e);
    }
  }

  /** The key it holds. */
  MasterKey read() throws IOException {
    FileRights.openToAll(file).ifPresent(this::refuse);
    return MasterKey.parse(Files.readString(file, US_ASCII), file.toString());
  }

  /** As ssh does with a private key: whoever was told once keeps it to themselves from then on. */
  private void refuse(String rights) {
    throw new MasterKeyException(
        "Every user of this machine may look at the master key %1$s (%2$s), so it isn't used:"
                .formatted(file, rights)
            + " chmod 600 %s. If somebody may have seen it, rotate it afterwards".formatted(file)
            + " (sluice registry rotate-master-key)");
  }

  /** It may never have been there: of a fleet, each process is given the key. */
  private MasterKeyException missing() {
    return new MasterKeyException(
        "What is kept here was sealed under a master key, and this process has none: neither "
            + MasterKey.VARIABLE
            + " nor "
            + MasterKey.VARIABLE
            + "_FILE is set, and there is no "
            + file
            + ". Give it the key that the other processes have, or put that file back from where"
            + " copies of keys are kept. Without the key, what is sealed is lost: to start anew,"
            + " take an empty data folder and, if there is one, an empty database");
  }

  /**
   * Written aside and synced, then linked: a crash leaves no half key, and of two processes that
   * start at once the second takes the first one's.
   */
  private void create() throws IOException {
    Files.createDirectories(file.getParent());
    Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
    try {
      write(aside);
      FileRights.handOver(aside);
      Files.createLink(file, aside);
      syncDirectory();
    } catch (FileAlreadyExistsException anotherWasFirst) {
      return;
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  private void write(Path aside) throws IOException {
    byte[] key = new byte[MasterKey.BYTES];
    new SecureRandom().nextBytes(key);
    String line = Base64.getEncoder().encodeToString(key) + "\n";
    try (FileChannel out = FileChannel.open(aside, Set.of(WRITE, CREATE_NEW), ownerOnly())) {
      ByteBuffer bytes = US_ASCII.encode(line);
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
  }

  private FileAttribute<?>[] ownerOnly() {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private void syncDirectory() throws IOException {
    try (FileChannel directory = FileChannel.open(file.getParent())) {
      directory.force(true);
    }
  }
}
