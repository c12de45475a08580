package dev.sluice.registry.sql;

import dev.sluice.registry.run.RunRecord;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Writes runs, and what they are found by, within one transaction. */
record RunInsertion(Handle transaction, RunIndex index) {
  private record Numbered(long number, IndexedRun run) {}

  /** Passes over those it has, so that a batch may be tried again. */
  void insert(List<IndexedRun> runs) {
    RunNumbers numbers = new RunNumbers(transaction);
    List<Numbered> numbered =
        runs.stream()
            .map(run -> new Numbered(numbers.next(run.run().result().startedAt()), run))
            .toList();
    index.add(
        transaction,
        insertRows(numbered).stream()
            .map(it -> new RunIndex.Entry(it.number(), it.run().words()))
            .toList());
  }

  /** Those that weren't there. */
  private List<Numbered> insertRows(List<Numbered> runs) {
    try (PreparedBatch batch =
        transaction.prepareBatch(
            """
            INSERT INTO runs
              (seq, environment, id, trigger_name, workflow, deployment, commit_id, release,
               preview, started_at, nanos, status, decision, level, "user", detail, log, event)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (environment, id) DO NOTHING
            """)) {
      runs.forEach(run -> batch.add(columns(run)));
      int[] inserted = batch.execute();
      List<Numbered> added = new ArrayList<>();
      for (int i = 0; i < inserted.length; i++) {
        if (inserted[i] == 1) {
          added.add(runs.get(i));
        }
      }
      return added;
    }
  }

  private static Object[] columns(Numbered numbered) {
    RunRecord run = numbered.run().run();
    RunRecord.Subject subject = run.subject();
    RunRecord.Result result = run.result();
    return new Object[] {
      numbered.number(),
      run.environment().value(),
      run.id().value(),
      subject.trigger().value(),
      subject.workflow().value(),
      subject.deployment().value(),
      subject.commit().value(),
      subject.release(),
      subject.preview(),
      result.startedAt().toEpochMilli(),
      result.duration().toNanos(),
      result.status(),
      result.decision(),
      RunWords.level(run),
      numbered.run().user(),
      result.detail(),
      Json.write(run.trace().log()),
      run.trace().event()
    };
  }
}
