package dev.sluice.syncworker.limit;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A bound that a sync is held to, by the name that operators and messages call it. */
public enum Limit {
  /** How long a Git host may say nothing. */
  SILENCE_SECONDS(20, 1, 600),
  /** How long a fetch may take. */
  FETCH_SECONDS(120, 1, 3_600),
  /** All files that a fetch brings, compressed. */
  PACK_MB(1_024, 1, 100_000),
  /** How many files and folders a fetch brings. */
  OBJECTS(1_000_000, 100, 20_000_000),
  /** The largest file or folder that a fetch brings, unpacked. */
  OBJECT_MB(100, 1, 1_000),
  /** All files and folders that a fetch brings, unpacked. */
  UNPACKED_MB(4_096, 1, 1_000_000),
  /**
   * Those among them that have to be unpacked in memory: folders, and files sent as differences.
   */
  MEMORY_MB(256, 1, 100_000),
  /** What a Git host says beside the files: branches, tags, progress. */
  TALK_MB(16, 1, 1_000),
  /** What a fetch leaves free on the disk. */
  FREE_MB(512, 0, 10_000_000),
  /** How many files and folders are looked through for workflows. */
  FILES(100_000, 100, 5_000_000),
  /** How many workflows a commit has. */
  WORKFLOWS(1_000, 1, 10_000),
  /** The largest file that is read. */
  FILE_MB(5, 1, 100),
  /** All files that are read for one commit. */
  SOURCE_MB(100, 1, 2_000),
  /** How many paths are asked for in one commit, there or not. */
  LOOKUPS(100_000, 100, 10_000_000),
  /** How long bundling the workflows of a commit may take. */
  BUNDLE_SECONDS(30, 1, 600),
  /** The largest bundle of a workflow, with its source map. */
  BUNDLE_MB(20, 1, 30),
  /** All bundles of one commit, which are in memory at once. */
  BUNDLES_MB(256, 1, 10_000),
  /** How long checking the types of a commit may take. */
  TYPES_SECONDS(20, 1, 600),
  /** How long installing packages may take. */
  INSTALL_SECONDS(120, 1, 3_600),
  /** How many packages an install has, those that others depend on included. */
  PACKAGES(1_000, 1, 20_000),
  /** How many files they have. */
  PACKAGE_FILES(50_000, 1, 1_000_000),
  /** The largest package, unpacked. */
  PACKAGE_MB(64, 1, 1_000),
  /** All packages of an install, unpacked. */
  PACKAGES_MB(200, 1, 10_000);

  private final long usual;
  private final long least;
  private final long most;

  Limit(long usual, long least, long most) {
    this.usual = usual;
    this.least = least;
    this.most = most;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Limit named(String name) {
    return Arrays.stream(values())
        .filter(limit -> limit.toString().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException("there is no limit " + name + "; there are " + names()));
  }

  private static String names() {
    return Arrays.stream(values()).map(Limit::toString).collect(Collectors.joining(", "));
  }

  /** What it is unless set. */
  public long usual() {
    return usual;
  }

  /** What it may be set to at least. */
  public long least() {
    return least;
  }

  /** What it may be set to at most. */
  public long most() {
    return most;
  }

  /** Its name, for messages about what went over it. */
  public String hint() {
    return " (limit " + this + ")";
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
