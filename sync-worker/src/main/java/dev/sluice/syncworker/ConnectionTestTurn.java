package dev.sluice.syncworker;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTest.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the connection test that has waited longest and does it. One that this worker doesn't live
 * to end is taken up by another after a while. For one thread.
 */
final class ConnectionTestTurn implements Turn {
  private static final Logger log = LoggerFactory.getLogger(ConnectionTestTurn.class);

  /** Longer than a fetch may take. */
  private static final Duration HELD = Duration.ofMinutes(3);

  private final Registry registry;
  private final Repositories repositories;
  private final Clock clock;
  private volatile boolean stopping;

  ConnectionTestTurn(Registry registry, Repositories repositories, Clock clock) {
    this.registry = registry;
    this.repositories = repositories;
    this.clock = clock;
  }

  @Override
  public boolean take() {
    Instant now = clock.instant();
    var claimed = registry.connectionTests().claim(now, now.plus(HELD));
    claimed.ifPresent(this::end);
    return claimed.isPresent();
  }

  @Override
  public void stop() {
    stopping = true;
  }

  private void end(ConnectionTest test) {
    List<Step> steps = new ArrayList<>(steps(test.environment()));
    steps.add(webhook(test.environment()));
    if (!stopping) {
      registry.connectionTests().end(test.id(), steps);
    }
  }

  private List<Step> steps(EnvironmentName name) {
    try {
      return registry
          .environments()
          .find(name)
          .map(it -> new ConnectionTrial(repositories, it).run())
          .orElseGet(List::of);
    } catch (RegistryException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      log.error("a connection test of {} met a bug", name, e);
      return List.of(
          new Step("test", false, "Sluice met a bug of its own, which its log tells more of"));
    } finally {
      discard(name);
    }
  }

  private void discard(EnvironmentName name) {
    try {
      repositories.discardApart(name);
    } catch (IOException e) {
      log.warn("what a connection test of {} fetched can't be deleted", name, e);
    }
  }

  private Step webhook(EnvironmentName name) {
    return registry
        .syncs()
        .lastDelivery(name)
        .map(at -> new Step("webhook", true, "The last push was delivered at " + at))
        .orElseGet(() ->
            new Step(
                "webhook",
                false,
                "No push was delivered in the last 30 days: let the Git host's webhook call"
                    + " /hooks/"
                    + name));
  }
}
