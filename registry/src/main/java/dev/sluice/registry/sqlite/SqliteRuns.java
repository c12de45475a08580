package dev.sluice.registry.sqlite;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.Runs;
import dev.sluice.registry.run.UserId;
import dev.sluice.registry.vault.Binding;
import dev.sluice.registry.vault.Vault;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The runs in SQLite. */
record SqliteRuns(Database database, Vault vault, Trail trail) implements Runs {

  @Override
  public void append(List<NewRun> runs) {
    List<IndexedRun> rows = IndexedRun.inOrder(runs, this::blindIndex);
    if (!rows.isEmpty()) {
      database.writing(transaction -> new RunInsertion(transaction).insert(rows));
    }
  }

  private byte[] blindIndex(EnvironmentName environment, UserId user) {
    return vault.blindIndex(user.value(), Binding.userOfRun(environment));
  }

  @Override
  public Optional<RunRecord> find(EnvironmentName environment, RunId id) {
    return database.read(moment ->
        moment
            .createQuery("SELECT * FROM runs WHERE environment = :environment AND id = :id")
            .bind("environment", environment.value())
            .bind("id", id.value())
            .map(RunRow::whole)
            .findOne());
  }

  @Override
  public Page<RunRecord> list(EnvironmentName environment, RunFilter filter, PageRequest request) {
    Paging paging = new Paging(request);
    long below = request.after().map(SqliteRuns::number).orElse(Long.MAX_VALUE);
    RunSearch search =
        new RunSearch(environment, filter, filter.user().map(it -> blindIndex(environment, it)));
    List<RunSearch.Found> found =
        database.read(moment -> search.below(moment, below, paging.rows()));
    Page<RunSearch.Found> page =
        paging.page(found, last -> Long.toString(last.number(), Character.MAX_RADIX));
    return new Page<>(page.items().stream().map(RunSearch.Found::run).toList(), page.next());
  }

  /** A place in the list that is still one when the run that had it is forgotten. */
  private static long number(String after) {
    try {
      return Long.parseLong(after, Character.MAX_RADIX);
    } catch (NumberFormatException notANumber) {
      throw Paging.unknown();
    }
  }

  @Override
  public int prune(EnvironmentName environment, Instant before, int keep) {
    if (keep < 0) {
      throw new IllegalArgumentException("keep must be 0 or more, not " + keep);
    }
    RunPruning pruning = new RunPruning(database, environment);
    return pruning.byAge(before) + pruning.byCount(keep);
  }

  @Override
  public int erase(EnvironmentName environment, UserId user) {
    return new RunErasure(new RunPruning(database, environment), trail)
        .run(blindIndex(environment, user));
  }
}
