package dev.sluice.registry.sql;

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

/** The runs in tables. */
record SqlRuns(Database database, Vault vault, Trail trail) implements Runs {

  @Override
  public void append(List<NewRun> runs) {
    List<IndexedRun> rows = IndexedRun.inOrder(runs, this::blindIndex);
    if (!rows.isEmpty()) {
      database.writeRuns(transaction -> {
        new RunInsertion(transaction, database.store().runIndex()).insert(rows);
        return true;
      });
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
    long below = paging.below();
    RunSearch search =
        new RunSearch(environment, filter, filter.user().map(it -> blindIndex(environment, it)));
    RunIndex index = database.store().runIndex();
    return paging.page(database.read(moment -> search.below(moment, index, below, paging.rows())));
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
  public int erase(EnvironmentName environment, UserId user, int unwritten) {
    return new RunErasure(new RunPruning(database, environment), trail)
        .run(blindIndex(environment, user), unwritten);
  }
}
