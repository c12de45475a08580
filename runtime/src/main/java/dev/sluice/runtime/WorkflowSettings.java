package dev.sluice.runtime;

import java.util.List;
import java.util.Optional;

/**
 * What a workflow says of itself in its exported {@code workflowSettings}.
 *
 * @param id unique within an environment; whether it can be one is for whoever keeps workflows
 * @param name for people
 */
public record WorkflowSettings(
    String id,
    Optional<String> name,
    Trigger trigger,
    FailurePolicy failurePolicy,
    ProgramSource.Declared declared) {

  /** What reading a workflow's settings gave. */
  public sealed interface Reading {
    /** They can be run with. */
    record Valid(WorkflowSettings settings) implements Reading {}

    /**
     * They can't.
     *
     * @param id theirs all the same, if it can be told
     * @param trigger theirs all the same, if it can be told
     */
    record Invalid(List<Flaw> flaws, Optional<String> id, Optional<Trigger> trigger)
        implements Reading {
      public Invalid {
        flaws = List.copyOf(flaws);
      }
    }
  }

  /**
   * One thing wrong with a workflow's settings.
   *
   * @param field which of them, e.g. {@code failurePolicy.action}; empty if it's all of them
   * @param message what is wrong and what to do
   */
  public record Flaw(Kind kind, String field, String message) {
    /** What sort of thing is wrong. */
    public enum Kind {
      ID_REQUIRED,
      UNKNOWN_TRIGGER,
      INVALID
    }
  }

  /**
   * Reads the JSON of a bundle's {@code workflowSettings}. Keys and bindings nobody documented are
   * let through, and {@code bindings} may be a list of names, since published workflows write that.
   */
  public static Reading read(String json) {
    return new SettingsReader(json).read();
  }
}
