package dev.sluice.registry.run;

import dev.sluice.registry.Words;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.WorkflowId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are wanted: those for which everything that is given holds.
 *
 * @param words that occur in its log and its error
 */
public record RunFilter(
    Subject subject, Ending ending, Period period, Optional<UserId> user, Optional<Words> words) {
  /** All of them. */
  public static final RunFilter ALL =
      new RunFilter(Subject.ANY, Ending.ANY, Period.EVER, Optional.empty(), Optional.empty());

  /** What ran. */
  public record Subject(
      Optional<TriggerName> trigger,
      Optional<WorkflowId> workflow,
      Optional<DeploymentId> deployment,
      Optional<Integer> release,
      Optional<Boolean> preview) {
    public static final Subject ANY =
        new Subject(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /**
   * How it ended.
   *
   * @param level of one line of its log at least
   */
  public record Ending(
      Optional<String> status, Optional<String> decision, Optional<LogLevel> level) {
    public static final Ending ANY =
        new Ending(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * When it began.
   *
   * @param from or later, to the millisecond
   * @param to before that
   */
  public record Period(Optional<Instant> from, Optional<Instant> to) {
    public static final Period EVER = new Period(Optional.empty(), Optional.empty());
  }
}
