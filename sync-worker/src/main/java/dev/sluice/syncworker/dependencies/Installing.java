package dev.sluice.syncworker.dependencies;

import java.nio.file.Path;

/** What came of a commit's dependencies; by who acts next. */
public sealed interface Installing {
  /** We go on, with the packages that are shipped. */
  record Shipped() implements Installing {}

  /** We go on, with the packages in that folder. */
  record Installed(Path folder) implements Installing {}

  /** The author acts; the report says why. */
  record Refused() implements Installing {}

  /** We try again later. */
  record Unavailable(String cause) implements Installing {}
}
