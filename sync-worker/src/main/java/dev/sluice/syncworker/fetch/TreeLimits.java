package dev.sluice.syncworker.fetch;

/**
 * How much of a commit's tree one listing goes through. A few hundred kilobytes of Git objects can
 * unfold into more folders than there are atoms: each holds another many times over.
 *
 * @param entries how many entries of any kind: files, folders, links, submodules
 * @param pathBytes the longest path, from the folder that is listed
 * @param characters all files' paths together
 * @param treeBytes all folders' Git objects together
 */
record TreeLimits(int entries, int pathBytes, long characters, long treeBytes) {
  static final int LONGEST_PATH = 4_096;

  private static final long CHARACTERS_EACH = 160;
  private static final long BYTES_EACH = 640;

  static TreeLimits of(int entries) {
    return new TreeLimits(entries, LONGEST_PATH, entries * CHARACTERS_EACH, entries * BYTES_EACH);
  }
}
