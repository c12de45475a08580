package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one commit that paths led through, each read once: a build asks for thousands of
 * paths in a few folders. Large ones are searched each time instead. Not thread-safe.
 */
final class Folders {
  /** In bytes; a few thousand entries. */
  private static final long LARGEST = 256 * 1024;

  private static final int MOST_ENTRIES = 200_000;

  /** What a name in a folder stands for. */
  record Node(ObjectId id, int mode) {
    boolean isFile() {
      return FileMode.REGULAR_FILE.equals(mode) || FileMode.EXECUTABLE_FILE.equals(mode);
    }

    boolean isLink() {
      return FileMode.SYMLINK.equals(mode);
    }

    /** What it is, if it is neither a file nor a folder. */
    Optional<String> stranger() {
      if (isLink()) {
        return Optional.of("a symbolic link");
      }
      return FileMode.GITLINK.equals(mode) ? Optional.of("a submodule") : Optional.empty();
    }

    boolean isFolder() {
      return FileMode.TREE.equals(mode);
    }
  }

  private final ObjectReader reader;
  private final ObjectId root;
  private final Map<ObjectId, Map<String, Node>> read = new HashMap<>();
  private int entries;

  Folders(ObjectReader reader, ObjectId root) {
    this.reader = reader;
    this.root = root;
  }

  /** What lies at a path, whose segments are names. */
  Optional<Node> find(String path) throws IOException {
    ObjectId folder = root;
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      Optional<Node> next = in(folder, path.substring(from, slash)).filter(Node::isFolder);
      if (next.isEmpty()) {
        return next;
      }
      folder = next.get().id();
      from = slash + 1;
    }
    return in(folder, path.substring(from));
  }

  private Optional<Node> in(ObjectId folder, String name) throws IOException {
    Map<String, Node> nodes = read.get(folder);
    if (nodes == null) {
      nodes = readIfSmall(folder);
    }
    return nodes == null ? search(folder, name) : Optional.ofNullable(nodes.get(name));
  }

  private Optional<Node> search(ObjectId folder, String name) throws IOException {
    try (TreeWalk walk = TreeWalk.forPath(reader, name, folder)) {
      return walk == null
          ? Optional.empty()
          : Optional.of(new Node(walk.getObjectId(0), walk.getRawMode(0)));
    }
  }

  private @Nullable Map<String, Node> readIfSmall(ObjectId folder) throws IOException {
    ObjectLoader object = reader.open(folder, Constants.OBJ_TREE);
    if (object.getSize() > LARGEST || entries > MOST_ENTRIES) {
      return null;
    }
    Map<String, Node> nodes = nodes(object.getCachedBytes());
    entries += nodes.size();
    read.put(folder, nodes);
    return nodes;
  }

  /** Without names that aren't text: no path that is asked for leads there. */
  private static Map<String, Node> nodes(byte[] tree) {
    Map<String, Node> nodes = new HashMap<>();
    CanonicalTreeParser at = new CanonicalTreeParser();
    for (at.reset(tree); !at.eof(); at.next(1)) {
      byte[] name = new byte[at.getNameLength()];
      at.getName(name, 0);
      String text = new String(name, StandardCharsets.UTF_8);
      if (Arrays.equals(text.getBytes(StandardCharsets.UTF_8), name)) {
        nodes.putIfAbsent(text, new Node(at.getEntryObjectId(), at.getEntryRawMode()));
      }
    }
    return nodes;
  }
}
