package dev.sluice.syncworker.fetch;

/** What lies at a path of the commit. */
public sealed interface Lookup {
  /** A file. */
  record Found(String path, String text) implements Lookup {}

  /** No file. */
  record Absent() implements Lookup {}

  /** A file that isn't read, as it is too large or no text; the author acts. */
  record Unread(String path, String code, String message) implements Lookup {}
}
