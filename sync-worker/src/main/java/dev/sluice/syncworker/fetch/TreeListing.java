package dev.sluice.syncworker.fetch;

import java.util.List;

/**
 * The files below a folder.
 *
 * @param files in Git's order
 * @param complete whether these are all of them; else there was more than is looked through
 */
record TreeListing(List<SourceTree.Entry> files, boolean complete) {
  TreeListing {
    files = List.copyOf(files);
  }

  static TreeListing none() {
    return new TreeListing(List.of(), true);
  }

  List<String> paths() {
    return files.stream().map(SourceTree.Entry::path).toList();
  }
}
