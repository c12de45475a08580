package dev.sluice.syncworker;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncLogLine.Level;
import dev.sluice.syncworker.fetch.RecordedSource;
import dev.sluice.syncworker.fetch.SourceTree;
import dev.sluice.syncworker.problem.Report;

/** One attempt to bring one commit into one environment: what its steps read from and write to. */
final class Attempt {
  private final Sync sync;
  private final Environment environment;
  private final SourceTree tree;
  private final SyncJournal journal;
  private final RecordedSource source;
  private final Report report;

  Attempt(Sync sync, Environment environment, SourceTree tree, SyncJournal journal) {
    this.sync = sync;
    this.environment = environment;
    this.tree = tree;
    this.journal = journal;
    this.source =
        new RecordedSource(tree, tree.limits(), message -> journal.write(Level.WARN, message));
    this.report = new Report(source::peek, journal::write);
  }

  Sync sync() {
    return sync;
  }

  Environment environment() {
    return environment;
  }

  /** Whose realms its bundles are loaded in: none of a pull request's shares one with what runs. */
  String realms() {
    String name = environment.name().value();
    return sync.pullRequest().isPresent() ? name + "/pull-requests" : name;
  }

  CommitId commit() {
    return tree.commit();
  }

  /** The commit's files. */
  SourceTree tree() {
    return tree;
  }

  /** The commit's files as the build sees them. */
  RecordedSource source() {
    return source;
  }

  /** What is wrong with them. */
  Report report() {
    return report;
  }

  SyncJournal journal() {
    return journal;
  }
}
