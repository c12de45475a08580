package dev.sluice.registry.vault;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Who may look into files and folders, and whose they are. */
public final class FileRights {
  private static final Path SELF = Path.of("/proc/self");
  private static final Integer ROOT = 0;
  private static final Set<PosixFilePermission> ANYBODYS =
      EnumSet.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private FileRights() {}

  /**
   * The rights to what this process owns, if every user of the machine has some. What another owns,
   * such as a mounted secret, isn't the process's to close; and a group is given rights on purpose,
   * as where Kubernetes mounts a volume for one.
   *
   * @return e.g. {@code rw-r--r--}; empty where that isn't so, or file systems know no such rights
   * @throws IOException if they can't be read
   */
  public static Optional<String> openToAll(Path path) throws IOException {
    if (!path.getFileSystem().supportedFileAttributeViews().contains("unix") || !isOwn(path)) {
      return Optional.empty();
    }
    Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
    return Optional.of(PosixFilePermissions.toString(rights))
        .filter(_ -> rights.stream().anyMatch(ANYBODYS::contains));
  }

  /**
   * Gives a file that this process has just made to whoever owns its folder: root may look after
   * another's data folder, whose owner needs what is made there. Does nothing where this process
   * isn't root, owns the folder, or may not give files away, as in some containers.
   *
   * @throws IOException if there's no such file
   */
  public static void handOver(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.exists(SELF) || !owner(SELF).equals(ROOT)) {
      return;
    }
    PosixFileAttributes of = Files.readAttributes(folder, PosixFileAttributes.class);
    // Not through a link that was put in its place meanwhile.
    PosixFileAttributeView made =
        Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
    if (!made.readAttributes().owner().equals(of.owner())) {
      give(made, of);
    }
  }

  private static void give(PosixFileAttributeView made, PosixFileAttributes of) throws IOException {
    try {
      made.setGroup(of.group());
      made.setOwner(of.owner());
    } catch (FileSystemException notAllowed) {
      // It stays root's, who made it.
    }
  }

  /** Where there's no telling, it is. */
  private static boolean isOwn(Path path) throws IOException {
    return !Files.exists(SELF) || owner(path).equals(owner(SELF));
  }

  private static Object owner(Path path) throws IOException {
    return Files.getAttribute(path, "unix:uid");
  }
}
