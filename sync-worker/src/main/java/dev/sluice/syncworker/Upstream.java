package dev.sluice.syncworker;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.syncworker.fetch.Fetching;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where one sync's commit comes from: the environment's branch, or a pull request's head. */
record Upstream(Repositories repositories, Environment environment, Optional<PullRequest> request) {
  private static final Logger log = LoggerFactory.getLogger(Upstream.class);

  static Upstream of(Sync sync, Environment environment, Repositories repositories) {
    return new Upstream(repositories, environment, sync.pullRequest());
  }

  /** Fetches the commit it is at. */
  Fetching fetch(SyncJournal journal) {
    Stopwatch took = new Stopwatch();
    Fetching fetching =
        request.isPresent()
            ? repositories.fetchCheck(environment, request.get().ref())
            : repositories.fetch(environment);
    if (fetching instanceof Fetching.Fetched fetched) {
      journal.info("Fetched %s of %s in %s".formatted(fetched.tree().commit(), this, took));
    }
    return fetching;
  }

  /** Keeps small what fetching has added to, once nobody waits for that. */
  void tidy() {
    try {
      if (request.isPresent()) {
        repositories.tidyCheck(environment, request.get().ref());
      } else {
        repositories.tidy(environment);
      }
    } catch (IOException | RuntimeException e) {
      log.warn("the mirror of {} of {} can't be tidied", this, environment.name(), e);
    }
  }

  /** Throws away what was fetched, since it can't be read. */
  void discard() {
    try {
      if (request.isPresent()) {
        repositories.discardCheck(environment.name());
      } else {
        repositories.discard(environment.name());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the damaged mirror can't be deleted", e);
    }
  }

  /** In a log's words. */
  @Override
  public String toString() {
    return request
        .map(it -> "pull request " + it.number())
        .orElse("branch " + environment.settings().repository().branch());
  }
}
