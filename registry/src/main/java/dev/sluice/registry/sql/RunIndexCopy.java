package dev.sluice.registry.sql;

import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** Makes what copied runs are found by anew, as each database has an index of its own. */
final class RunIndexCopy {
  private final RunIndex index;
  private final Progress progress;

  RunIndexCopy(RunIndex index, Consumer<String> progress) {
    this.index = index;
    this.progress = new Progress("runs indexed", progress);
  }

  void run(Handle source, Handle target) {
    try (Query query = source.createQuery("SELECT * FROM runs ORDER BY seq")) {
      query
          .setFetchSize(Bulk.fetched("runs"))
          .map(RunIndexCopy::entry)
          .useIterator(entries ->
              Bulk.inParts(entries, entry -> entry.words().length(), part -> add(target, part)));
    }
  }

  private void add(Handle target, List<RunIndex.Entry> entries) {
    index.add(target, entries);
    progress.add(entries.size());
  }

  private static RunIndex.Entry entry(ResultSet row, StatementContext context) throws SQLException {
    RunRecord run = RunRow.whole(row, context);
    NewRun found = new NewRun(run, Optional.empty(), StoredError.words(run.result().detail()));
    Optional<byte[]> user = Optional.ofNullable(row.getBytes("user"));
    return new RunIndex.Entry(row.getLong("seq"), RunWords.of(found, user));
  }
}
