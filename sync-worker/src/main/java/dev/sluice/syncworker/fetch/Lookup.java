package dev.sluice.syncworker.fetch;

/** What lies at a path of the commit. */
public sealed interface Lookup {
  /** A file. */
  record Found(String path, String text) implements Lookup {}

  /** No file. */
  record Absent() implements Lookup {}

  /** A file that isn't read; the author acts. */
  record TooMuch(String path, String code, String message) implements Lookup {}
}
