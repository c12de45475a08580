package dev.sluice.registry.sql;

import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Makes what copied runs are found by anew, as each database has an index of its own. */
final class RunIndexCopy {
  private static final int AT_ONCE = 500;

  private final RunIndex index;
  private final Progress progress;

  RunIndexCopy(RunIndex index, Consumer<String> progress) {
    this.index = index;
    this.progress = new Progress("runs indexed", progress);
  }

  void run(Handle source, Handle target) {
    try (Query query = source.createQuery("SELECT * FROM runs ORDER BY seq")) {
      query
          .setFetchSize(AT_ONCE)
          .map(RunIndexCopy::entry)
          .useIterator(entries -> addAll(target, entries));
    }
  }

  private void addAll(Handle target, Iterator<RunIndex.Entry> entries) {
    while (entries.hasNext()) {
      List<RunIndex.Entry> some = new ArrayList<>();
      while (entries.hasNext() && some.size() < AT_ONCE) {
        some.add(entries.next());
      }
      index.add(target, some);
      progress.add(some.size());
    }
  }

  private static RunIndex.Entry entry(ResultSet row, StatementContext context) throws SQLException {
    RunRecord run = RunRow.whole(row, context);
    NewRun found = new NewRun(run, Optional.empty(), StoredError.words(run.result().detail()));
    Optional<byte[]> user = Optional.ofNullable(row.getBytes("user"));
    return new RunIndex.Entry(row.getLong("seq"), RunWords.of(found, user));
  }
}
