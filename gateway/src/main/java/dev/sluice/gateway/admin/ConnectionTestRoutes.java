package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.ProblemCode;
import dev.sluice.gateway.http.Query;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.gateway.openapi.Parameter;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.ConnectionTests;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * {@code /v1/environments/{environment}/connection-test}. A sync worker does the test, which may be
 * in another process: the registry is looked at until it has, or the caller has waited enough.
 */
final class ConnectionTestRoutes {
  private static final String PATH = "/v1/environments/{environment}/connection-test";
  private static final int LONGEST_WAIT = 30;
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** A few threads of the server's wait at the same time; who comes then looks again. */
  private final Semaphore waiters = new Semaphore(4);

  private final ConnectionTests tests;

  ConnectionTestRoutes(ConnectionTests tests) {
    this.tests = tests;
  }

  void register(GuardedApi api) {
    api.post(
        PATH,
        Operation.of("testConnection", "Tries to reach and read the repository, step by step.")
            .inEnvironment(Right.DEPLOY)
            .mayBeRepeated()
            .query(
                Parameter.query(
                    "wait",
                    "How many seconds to wait for the end: 0 to 30, 30 if left out",
                    Parameter.Form.NUMBER))
            .answers(200, ConnectionTestView.class)
            .answers(202, ConnectionTestView.class)
            .refuses(ProblemCode.SHUTTING_DOWN),
        this::test);
    api.get(
        PATH + "/{test}",
        Operation.of("getConnectionTest", "Shows a connection test.")
            .inEnvironment(Right.DEPLOY)
            .answers(200, ConnectionTestView.class)
            .refuses(ProblemCode.UNKNOWN_CONNECTION_TEST),
        this::get);
  }

  private void test(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    Duration wait =
        Query.of(ctx, List.of("wait"))
            .value("wait", ConnectionTestRoutes::seconds, "a whole number from 0 to 30")
            .orElse(Duration.ofSeconds(LONGEST_WAIT));
    ConnectionTest asked = call.registry().connectionTests().request(environment);
    ConnectionTest now = waiters.tryAcquire() ? awaitEnd(asked, wait) : asked;
    Answers.json(ctx, now.steps().isPresent() ? 200 : 202, ConnectionTestView.of(now));
  }

  private static Optional<Duration> seconds(String text) {
    return Optional.of(text)
        .filter(it -> it.matches("[0-9]{1,2}"))
        .map(Integer::parseInt)
        .filter(it -> it <= LONGEST_WAIT)
        .map(Duration::ofSeconds);
  }

  private ConnectionTest awaitEnd(ConnectionTest asked, Duration atMost) {
    long end = System.nanoTime() + atMost.toNanos();
    try {
      ConnectionTest now = look(asked);
      while (now.steps().isEmpty() && System.nanoTime() - end < 0) {
        Thread.sleep(PAUSE);
        now = look(asked);
      }
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusal.unavailable(
          "shutting_down", "This server is shutting down.", Duration.ofSeconds(1));
    } finally {
      waiters.release();
    }
  }

  private ConnectionTest look(ConnectionTest asked) {
    return tests.find(asked.environment(), asked.id()).orElse(asked);
  }

  private void get(Context ctx, Call call) {
    EnvironmentName environment = call.environment();
    String id = ctx.pathParam("test");
    ConnectionTest test =
        tests
            .find(environment, new ConnectionTest.Id(id))
            .orElseThrow(() ->
                Refusal.notFound(
                    "unknown_connection_test",
                    "No connection test `%s` of %s is remembered.".formatted(id, environment)));
    Answers.json(ctx, 200, ConnectionTestView.of(test));
  }
}
