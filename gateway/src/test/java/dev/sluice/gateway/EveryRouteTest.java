package dev.sluice.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Every route of the document does what it is for, refuses whom it must, and takes nothing bad.
 * What bad is, is worked out from the document: a new route only needs a good request.
 */
@Timeout(300)
class EveryRouteTest {
  private static final Duration UNHURRIED = Duration.ofMinutes(2);

  private final TestClock clock = new TestClock();

  @TempDir Path data;
  private TestGateway gateway;
  private List<GoodRequest> good;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data, clock);
    good = new GoodRequests(gateway).all();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void everyRoute_hasAGoodRequest() {
    assertThat(good)
        .extracting(GoodRequest::route)
        .containsExactlyInAnyOrderElementsOf(gateway.documented().operations());
  }

  @Test
  void everyRoute_doesWhatItIsFor() {
    Map<String, String> failed = new TreeMap<>();
    for (GoodRequest request : good) {
      HttpResponse<String> answer = send(request, TestGateway.ADMIN);
      if (answer.statusCode() / 100 != 2) {
        failed.put(request.route(), answer.statusCode() + " " + answer.body());
      }
    }

    assertThat(failed).isEmpty();
  }

  @Test
  void everyRoute_refusesThoseWithoutAKey_orWithoutTheRight() {
    String other = gateway.key(Role.INVOKE, Optional.empty());
    String reader = gateway.key(Role.READ, Optional.empty());
    for (GoodRequest request : guarded()) {
      boolean runs = request.path().endsWith("/runs") && request.method().equals("POST");

      for (GoodRequest one : onceAndAgain(request)) {
        assertThat(send(one, "nobody's").statusCode()).as(one.toString()).isEqualTo(401);
        assertThat(send(one, runs ? reader : other).statusCode()).as(one.toString()).isEqualTo(403);
        clock.pass(UNHURRIED);
      }
    }
  }

  @Test
  void everyRouteThatReads_asksTheSameOfHead() {
    List<GoodRequest> reading = good.stream().filter(it -> it.method().equals("GET")).toList();
    for (GoodRequest request : reading) {
      HttpResponse<String> head = head(request, TestGateway.ADMIN);

      assertThat(head.statusCode())
          .as(request.route())
          .isEqualTo(send(request, TestGateway.ADMIN).statusCode());
      assertThat(head.body()).as(request.route()).isEmpty();
      if (guarded().contains(request)) {
        assertThat(head(request, "nobody's").statusCode()).as(request.route()).isEqualTo(401);
      }
      clock.pass(UNHURRIED);
    }
  }

  private HttpResponse<String> head(GoodRequest request, String key) {
    return gateway.sendUnheld(
        gateway.request(request.path()).setHeader("Authorization", "Bearer " + key).HEAD());
  }

  @Test
  void everyRoute_refusesWhatIsNotThere() {
    for (GoodRequest request : guarded()) {
      if (!request.path().contains("/demo") || request.route().endsWith("{environment}")) {
        continue;
      }
      GoodRequest elsewhere = request.at(request.path().replace("/demo", "/nowhere"));

      for (GoodRequest one : onceAndAgain(elsewhere)) {
        assertThat(send(one, TestGateway.ADMIN).statusCode()).as(one.toString()).isEqualTo(404);
      }
    }
  }

  /** Also as one that may be sent again, well or badly: that is looked at later. */
  private static List<GoodRequest> onceAndAgain(GoodRequest request) {
    return List.of(
        request,
        request.header("Idempotency-Key", "twice"),
        request.header("Idempotency-Key", "x".repeat(201)));
  }

  /** Whoever names a wrong part is told that, whatever the body is like. */
  @Test
  void everyRouteOfAPart_looksForThePartBeforeTheBody() {
    for (GoodRequest request : guarded()) {
      String unknown = notFound(request).replace("unknown_environment", "");
      if (!request.method().equals("GET") && unknown.contains("unknown_")) {
        GoodRequest elsewhere = withoutItsPart(request).body("nonsense");

        for (GoodRequest one : onceAndAgain(elsewhere).subList(0, 2)) {
          HttpResponse<String> answer = send(one, TestGateway.ADMIN);
          assertThat(answer.statusCode()).as(one + ": " + answer.body()).isEqualTo(404);
        }
      }
    }
  }

  /** The codes that it may be refused with for not finding something. */
  private String notFound(GoodRequest request) {
    JsonNode operation = gateway.documented().operation(request.route());
    return operation.at("/responses/404/$ref").asString("");
  }

  /** The same with something that isn't there as the last part that the path names. */
  private static GoodRequest withoutItsPart(GoodRequest request) {
    String[] template = request.route().split(" ", -1)[1].split("/", -1);
    String[] path = request.path().split("/", -1);
    int last = template.length - 1;
    while (!template[last].startsWith("{")) {
      last--;
    }
    path[last] = "NONE";
    return request.at(String.join("/", path));
  }

  @Test
  void everyRouteForAnyone_refusesOtherMethods() {
    for (GoodRequest request : good) {
      if (!guarded().contains(request)) {
        HttpResponse<String> answer = gateway.post(request.path(), "");

        assertThat(answer.statusCode()).as(request.route()).isEqualTo(405);
        assertThat(gateway.get(request.path() + "?whatever=1").statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void everyRouteWithoutABody_refusesOne() {
    for (GoodRequest request : guarded()) {
      boolean takesNone = !gateway.documented().operation(request.route()).has("requestBody");
      if (takesNone && !request.method().equals("GET")) {
        HttpResponse<String> answer = send(request.body("{\"wait\":1}"), TestGateway.ADMIN);

        assertThat(answer.statusCode()).as(request.route()).isEqualTo(400);
        assertThat(answer.body()).contains("takes no body");
      }
    }
  }

  @Test
  void everyRoute_takesNothingBad() {
    Map<String, String> taken = new TreeMap<>();
    for (GoodRequest request : guarded()) {
      JsonNode operation = gateway.documented().operation(request.route());
      List<GoodRequest> bad = new BadRequests(gateway.documented(), operation).of(request);
      for (GoodRequest one : bad) {
        HttpResponse<String> answer = send(one, TestGateway.ADMIN);
        if (!List.of(400, 413).contains(answer.statusCode())) {
          taken.put(one.toString(), answer.statusCode() + " " + answer.body());
        }
      }
    }

    assertThat(taken).isEmpty();
  }

  @Test
  void everyRoute_findsNothingByNamesThatCannotBe() {
    Map<String, String> found = new TreeMap<>();
    for (GoodRequest request : guarded()) {
      JsonNode operation = gateway.documented().operation(request.route());
      for (GoodRequest one : new BadRequests(gateway.documented(), operation).elsewhere(request)) {
        HttpResponse<String> answer = send(one, TestGateway.ADMIN);
        if (!List.of(400, 404).contains(answer.statusCode())) {
          found.put(one.toString(), answer.statusCode() + " " + answer.body());
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void everyRouteThatComparesNothing_refusesIfMatch() {
    for (GoodRequest request : guarded()) {
      boolean runs = request.path().endsWith("/runs") && request.method().equals("POST");
      boolean compares =
          gateway
              .documented()
              .operation(request.route())
              .path("parameters")
              .valueStream()
              .anyMatch(it -> it.path("name").stringValue().equals("If-Match"));
      if (!runs && !compares && !request.method().equals("GET")) {
        HttpResponse<String> answer = send(request.header("If-Match", "\"1\""), TestGateway.ADMIN);

        assertThat(answer.statusCode()).as(request.route()).isEqualTo(400);
        assertThat(answer.body()).contains("invalid_if_match");
      }
    }
  }

  /** Those that take a key. */
  private List<GoodRequest> guarded() {
    return good.stream()
        .filter(it -> gateway.documented().operation(it.route()).has("security"))
        .toList();
  }

  private HttpResponse<String> send(GoodRequest request, String key) {
    var built =
        gateway
            .request(request.path())
            .setHeader("Authorization", "Bearer " + key)
            .method(request.method(), BodyPublishers.ofString(request.body()));
    request.headers().forEach(built::setHeader);
    return gateway.send(built);
  }
}
