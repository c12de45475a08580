package dev.sluice.syncworker.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;

/** Walks through one folder of a commit, bounded at every step. Use once. */
final class TreeLister {
  private final ObjectReader reader;
  private final TreeLimits limits;
  private final List<SourceTree.Entry> files = new ArrayList<>();
  private int entries;
  private long characters;
  private long treeBytes;

  TreeLister(ObjectReader reader, TreeLimits limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /**
   * @param prefix what comes before the files' paths
   */
  TreeListing list(ObjectId folder, String prefix) throws IOException {
    try (TreeWalk walk = new TreeWalk(reader)) {
      boolean within = mayLoad(folder);
      if (within) {
        walk.addTree(folder);
      }
      while (within && walk.next()) {
        within = take(walk, prefix);
      }
      return new TreeListing(files, within);
    }
  }

  /** Whether it stayed within the limits. */
  private boolean take(TreeWalk walk, String prefix) throws IOException {
    entries++;
    if (entries > limits.entries() || walk.getPathLength() > limits.pathBytes()) {
      return false;
    }
    if (walk.isSubtree()) {
      return enter(walk);
    }
    if (!SourceTree.isFile(walk)) {
      return true;
    }
    String path = prefix + walk.getPathString();
    files.add(new SourceTree.Entry(path, walk.getObjectId(0).name()));
    characters += path.length();
    return characters <= limits.characters();
  }

  private boolean enter(TreeWalk walk) throws IOException {
    if (!mayLoad(walk.getObjectId(0))) {
      return false;
    }
    walk.enterSubtree();
    return true;
  }

  /** Asked before a folder's object is read into memory. */
  private boolean mayLoad(ObjectId folder) throws IOException {
    treeBytes += reader.getObjectSize(folder, Constants.OBJ_TREE);
    return treeBytes <= limits.treeBytes();
  }
}
