package dev.sluice.syncworker.bundle;

import java.util.List;

/** What came of bundling a commit's workflows; by who acts next. */
public sealed interface Bundling {
  /** We go on, with those files that could be bundled; the report tells of the others. */
  record Done(List<BundledFile> files) implements Bundling {
    public Done {
      files = List.copyOf(files);
    }
  }

  /** We try again later: the bundler died, or took too long and was ended. */
  record Died(String cause) implements Bundling {}
}
