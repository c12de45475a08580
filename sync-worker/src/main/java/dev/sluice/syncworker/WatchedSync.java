package dev.sluice.syncworker;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Sync;
import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.Work;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.MDC;

/**
 * One attempt at a sync as it is watched: by its names in whatever its thread logs, and as a span
 * with a part for each step. Belongs to the thread that began it, which closes it.
 */
final class WatchedSync implements AutoCloseable {
  private final SyncWatch watch;
  private final Sync sync;
  private final Span span;
  private final long began = System.nanoTime();

  WatchedSync(SyncWatch watch, Sync sync, Span span) {
    this.watch = watch;
    this.sync = sync;
    this.span = span;
    span.say("sluice.sync.id", sync.id().value());
    span.say("sluice.environment", sync.environment().value());
    new Work(span, this::names).inAllLines();
  }

  private Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("syncId", sync.id().value());
    names.put("environment", sync.environment().value());
    span.context()
        .ifPresent(trace -> {
          names.put("traceId", trace.traceId());
          names.put("spanId", trace.spanId());
        });
    return names;
  }

  /** It is about that commit. */
  void at(CommitId commit) {
    span.say("sluice.commit", commit.value());
    MDC.put("commit", commit.value());
  }

  /** Takes that step. */
  <T> T step(String name, Supplier<T> step) {
    Span part = span.part("sync " + name);
    try {
      return step.get();
    } catch (RuntimeException | Error e) {
      part.fail(e.getClass().getSimpleName());
      throw e;
    } finally {
      part.end();
    }
  }

  /** That came of it. */
  void ended(SyncOutcome outcome) {
    String word = word(outcome);
    span.say("sluice.sync.outcome", word);
    switch (outcome) {
      case SyncOutcome.Released(var release) -> {
        span.say("sluice.release", release.number());
        MDC.put("release", String.valueOf(release.number()));
      }
      case SyncOutcome.Failed _, SyncOutcome.Deferred _ -> span.fail(word);
      case SyncOutcome.Built _,
          SyncOutcome.Unchanged _,
          SyncOutcome.Checked _,
          SyncOutcome.Rejected _,
          SyncOutcome.Early _ -> {
        // The word says it.
      }
    }
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    watch.listener().attempted(sync.environment(), word, took);
  }

  private static String word(SyncOutcome outcome) {
    return switch (outcome) {
      case SyncOutcome.Released _ -> "released";
      case SyncOutcome.Built _ -> "built";
      case SyncOutcome.Unchanged _ -> "unchanged";
      case SyncOutcome.Checked _ -> "checked";
      case SyncOutcome.Rejected _ -> "rejected";
      case SyncOutcome.Failed _ -> "failed";
      case SyncOutcome.Deferred _ -> "deferred";
      case SyncOutcome.Early _ -> "early";
    };
  }

  @Override
  public void close() {
    span.end();
    MDC.clear();
  }
}
