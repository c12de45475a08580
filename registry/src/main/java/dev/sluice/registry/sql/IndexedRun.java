package dev.sluice.registry.sql;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A run made ready to be written, before the transaction in which others can't write.
 *
 * @param user the blind index of its user
 * @param words what it is found by
 */
record IndexedRun(RunRecord run, Optional<byte[]> user, String words) {
  private static final Comparator<NewRun> ORDER =
      Comparator.<NewRun, Instant>comparing(run -> run.record().result().startedAt())
          .thenComparing(run -> run.record().id().value());

  /** All of them, in the order they began in. */
  static List<IndexedRun> inOrder(
      List<NewRun> runs, BiFunction<EnvironmentName, UserId, byte[]> blindIndex) {
    return runs.stream()
        .sorted(ORDER)
        .map(run -> of(run, run.user().map(it -> blindIndex.apply(run.record().environment(), it))))
        .toList();
  }

  private static IndexedRun of(NewRun run, Optional<byte[]> user) {
    return new IndexedRun(run.record(), user, RunWords.of(run, user));
  }
}
