package dev.sluice.syncworker.types;

import java.time.Duration;
import java.util.List;

/** What came of checking a commit's types. */
public sealed interface Typing {
  /**
   * They were checked.
   *
   * @param findings by file and place; none if all is well
   * @param more how many were found beyond those
   */
  record Checked(List<TypeFinding> findings, int more, Duration took) implements Typing {
    public Checked {
      findings = List.copyOf(findings);
    }
  }

  /**
   * They couldn't be, as the commit has a file that isn't read.
   *
   * @param code names why
   */
  record Refused(String code, String message) implements Typing {}

  /** They weren't, which says nothing about the commit. */
  record Unchecked(String why) implements Typing {}
}
