package dev.sluice.runtime;

import java.util.Optional;

/** What loading a bundle with nothing mounted showed. */
public sealed interface Inspection {
  /**
   * It loaded.
   *
   * @param settings {@code workflowSettings} as JSON; empty if there's no such export or JSON can't
   *     hold it
   * @param defaultExport JavaScript's {@code typeof} the default export: {@code function}, {@code
   *     object}, {@code undefined}, …
   */
  record Loaded(Optional<String> settings, String defaultExport) implements Inspection {}

  /**
   * It threw, didn't parse or didn't end in time.
   *
   * @param message JavaScript's, without a stack, and what to do about it where that is known
   */
  record Broken(String message, Optional<SourcePosition> at) implements Inspection {}
}
