package dev.sluice.registry.sync;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One attempt to bring a commit into an environment, or to check a pull request.
 *
 * @param progress how far it has come
 */
public record Sync(
    SyncId id, EnvironmentName environment, Purpose purpose, Instant queuedAt, Progress progress) {

  /**
   * What a sync is for.
   *
   * @param cause why it was queued, in words: {@code push 72d3162e…}, {@code asked for by key_…}
   * @param head the commit that a push said the branch, or the pull request, is at, or where a look
   *     at the branch saw it; empty without one
   * @param pullRequest what it checks; empty if it brings the environment's branch in
   */
  public record Purpose(String cause, Optional<CommitId> head, Optional<PullRequest> pullRequest) {}

  /**
   * How far a sync has come.
   *
   * @param commit what the branch was at, once fetched
   * @param problems what the author must mend, when rejected; when failed, the failure once more,
   *     if it has a code
   * @param attempts how often a worker has begun it
   * @param takeOvers how often in a row it was taken from a worker that didn't give it back: the
   *     worker had ended, or wasn't heard of for as long as its lease
   * @param failure why, when it failed
   * @param hold who has it; empty unless it runs
   */
  public record Progress(
      SyncStatus status,
      Optional<CommitId> commit,
      List<Problem> problems,
      int attempts,
      int takeOvers,
      Optional<String> failure,
      Optional<Hold> hold) {
    public Progress {
      problems = List.copyOf(problems);
    }
  }

  /**
   * That a worker has it.
   *
   * @param until when another may take it, unless this is renewed
   */
  public record Hold(Worker worker, Claim claim, Instant until) {}

  /** What the cause of a sync begins with that a push asked for. */
  public static final String PUSH = "push ";

  /** The cause of a sync that a look at the branch asked for. */
  public static final String POLL = "poll";

  /** Why it was queued, in words. */
  public String cause() {
    return purpose.cause();
  }

  /** The commit that a push told of, or a look at the branch saw; empty without one. */
  public Optional<CommitId> head() {
    return purpose.head();
  }

  /** What it checks; empty if it brings the environment's branch in. */
  public Optional<PullRequest> pullRequest() {
    return purpose.pullRequest();
  }

  /** Whether a person or a program asked for it, not a push, nor Sluice itself. */
  public boolean isAskedFor() {
    return !cause().startsWith(PUSH) && !cause().equals(POLL);
  }

  public SyncStatus status() {
    return progress.status();
  }

  /**
   * The right to it of the worker that has it.
   *
   * @throws IllegalStateException if none has
   */
  public Claim claim() {
    return progress
        .hold()
        .map(Hold::claim)
        .orElseThrow(() -> new IllegalStateException("no worker has " + id));
  }
}
