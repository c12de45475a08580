package dev.sluice.runtime.fetch;

import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Texts;
import dev.sluice.runtime.trace.Span;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.pool.PoolStats;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a run fetches, without a run: requests made one by one, each as a run's only one. */
final class TestFetches implements AutoCloseable {
  static final RunLimits.Fetching USUAL = RunLimits.DEFAULT.fetching();
  private static final JsonMapper JSON = new JsonMapper();

  private final Clients clients;
  private final EgressPolicy egress;
  private Optional<URI> kindeDomain = Optional.empty();
  private RunLimits.Fetching limits = USUAL;
  private Span span = Span.NONE;

  TestFetches(Network network, EgressPolicy egress) {
    this.clients = new Clients(network);
    this.egress = egress;
  }

  /** On this machine's network, where one server alone can be reached. */
  static TestFetches reaching(int port) {
    return new TestFetches(
        Network.OF_THIS_MACHINE, new EgressPolicy.Only(List.of("localhost:" + port)));
  }

  TestFetches kindeDomain(String origin) {
    kindeDomain = Optional.of(URI.create(origin));
    return this;
  }

  /** As parts of that. */
  TestFetches under(Span run) {
    span = run;
    return this;
  }

  TestFetches within(Duration firstByte, Duration whole) {
    limits = new RunLimits.Fetching(USUAL.requests(), USUAL.bodyBytes(), firstByte, whole);
    return this;
  }

  Fetches.Answer get(String url) {
    return send("{\"url\":\"" + url + "\",\"method\":\"GET\"}");
  }

  /** How the request ended; one that was refused at once looks like one refused later. */
  Fetches.Answer send(String json) {
    Fetches fetches = begin();
    return switch (fetches.start(json)) {
      case Fetches.Started.UnderWay(int number) -> awaited(fetches, number);
      case Fetches.Started.Refusal(String reason, String summary) ->
          new Fetches.Answer(
              FetchAnswer.error(reason, Optional.empty()),
              Optional.empty(),
              summary,
              fetches.refused().getFirst());
      case Fetches.Started.TooMany tooMany -> throw new AssertionError(tooMany);
    };
  }

  private static Fetches.Answer awaited(Fetches fetches, int number) {
    try {
      var _ = fetches.await(number).orElseThrow();
      return fetches.end().get(number);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  Fetches begin() {
    long deadline = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    RunLimits usual = RunLimits.DEFAULT;
    RunLimits all =
        new RunLimits(
            usual.time(), usual.allocatedBytes(), limits, usual.claimsBytes(), usual.logging());
    return new Fetches(
        clients,
        new Fetches.Sender(
            new ProgramSource.Owner("test", "wf"), surroundings(), true, Optional.empty(), span),
        new Fetches.Deadline(deadline, all),
        (answer, number) -> {});
  }

  private Surroundings surroundings() {
    return new Surroundings(Map.of(), kindeDomain, egress, Sealing.NONE, Texts.NONE);
  }

  static JsonNode json(Fetches.Answer answer) {
    return JSON.readTree(answer.json());
  }

  static String error(Fetches.Answer answer) {
    return json(answer).path("error").asString("none: " + answer.summary());
  }

  PoolStats connections() {
    return clients.outlet(new Clients.Place("test", Reach.of(surroundings()))).connections();
  }

  /** Waits until no request holds a connection; those given up let go on a thread of their own. */
  void awaitNoneLeased() {
    while (connections().getLeased() + connections().getPending() > 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    clients.close();
  }
}
