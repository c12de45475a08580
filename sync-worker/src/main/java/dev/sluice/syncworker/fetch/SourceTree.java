package dev.sluice.syncworker.fetch;

import dev.sluice.registry.deployment.CommitId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * The files of one commit, read straight from Git's objects. Symbolic links and submodules aren't
 * files. Not thread-safe. Close it to release the mirror. Every method that reads throws {@link
 * UncheckedIOException} when the mirror is damaged.
 */
public final class SourceTree implements AutoCloseable {
  /**
   * A path that there is.
   *
   * @param blob the name Git gives its content
   */
  public record Entry(String path, String blob) {}

  /** Empty, with a NUL, or with a segment that is empty, a dot or two. */
  private static final Pattern NOT_A_PATH =
      Pattern.compile("|.*\0.*|(.*/)?(\\.{1,2}|)(/.*)?", Pattern.DOTALL);

  private final Repository repository;
  private final ObjectReader reader;
  private final CommitId commit;
  private final ObjectId root;
  private final SourceLimits limits;
  private final Folders folders;

  private SourceTree(Repository repository, CommitId commit, ObjectId root, SourceLimits limits) {
    this.repository = repository;
    this.reader = repository.newObjectReader();
    this.commit = commit;
    this.root = root;
    this.limits = limits;
    this.folders = new Folders(reader, root);
  }

  /** Takes {@code repository} over, unless it throws. */
  static SourceTree of(Repository repository, ObjectId commit, SourceLimits limits)
      throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      ObjectId root = walk.parseCommit(commit).getTree();
      return new SourceTree(repository, new CommitId(commit.name()), root, limits);
    }
  }

  /** The same files, to be read by another thread, and closed by it. */
  public SourceTree again() {
    repository.incrementOpen();
    return new SourceTree(repository, commit, root, limits);
  }

  public CommitId commit() {
    return commit;
  }

  /** How much of it one sync reads. */
  public SourceLimits limits() {
    return limits;
  }

  /** The commit as Git keeps it, or empty if it's larger than {@code limit} bytes. */
  public Optional<byte[]> readCommit(int limit) {
    return read(ObjectId.fromString(commit.value()), Constants.OBJ_COMMIT, limit);
  }

  /** The file at {@code path}, from the repository's root. */
  public Optional<Entry> find(String path) {
    return at(path).filter(Folders.Node::isFile).map(file -> new Entry(path, file.id().name()));
  }

  /** Whether a symbolic link lies at {@code path}. */
  public boolean isLink(String path) {
    return at(path).filter(Folders.Node::isLink).isPresent();
  }

  /** What lies at a path, if that is neither a file nor a folder. */
  Optional<String> stranger(String path) {
    return at(path).flatMap(Folders.Node::stranger);
  }

  /** The files below {@code folder} at any depth; the root's is the empty text. */
  TreeListing list(String folder) {
    return list(folder, limits.tree());
  }

  TreeListing list(String folder, TreeLimits within) {
    Optional<ObjectId> start = folder(folder);
    if (start.isEmpty()) {
      return TreeListing.none();
    }
    try {
      String prefix = folder.isEmpty() ? "" : folder + "/";
      return new TreeLister(reader, within).list(start.get(), prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The content of a file, or empty if it's larger than {@code limit} bytes. */
  public Optional<byte[]> read(Entry entry, int limit) {
    return read(ObjectId.fromString(entry.blob()), Constants.OBJ_BLOB, limit);
  }

  private Optional<byte[]> read(ObjectId id, int type, int limit) {
    try {
      ObjectLoader object = reader.open(id, type);
      return object.getSize() > limit
          ? Optional.empty()
          : Optional.of(object.getCachedBytes(limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<ObjectId> folder(String folder) {
    return folder.isEmpty()
        ? Optional.of(root)
        : at(folder).filter(Folders.Node::isFolder).map(Folders.Node::id);
  }

  private Optional<Folders.Node> at(String path) {
    if (path.length() > TreeLimits.LONGEST_PATH || NOT_A_PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    try {
      return folders.find(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isFile(TreeWalk walk) {
    int mode = walk.getRawMode(0);
    return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
  }

  @Override
  public void close() {
    reader.close();
    repository.close();
  }
}
