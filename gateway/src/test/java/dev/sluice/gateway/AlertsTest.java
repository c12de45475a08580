package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class AlertsTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final String SECRET = "the alerts' secret, long enough";
  private static final String TEST = "/v1/environments/demo/alerts/test";
  private static final String GLASS = "/v1/environments/demo/break-glass";

  @TempDir Path data;
  private TestGateway gateway;
  private final AlertReceiver receiver = new AlertReceiver();

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo", receiver.environment(SECRET, ""));
  }

  @AfterEach
  void close() {
    gateway.close();
    receiver.close();
  }

  @Test
  void alert_isSignedAsTheSpecificationSays() throws Exception {
    HttpResponse<String> answer = gateway.post(TEST, "");
    AlertReceiver.Message told = receiver.next();

    assertThat(json(answer).path("delivered").booleanValue()).isTrue();
    assertThat(json(answer).path("status").intValue()).isEqualTo(204);
    assertThat(told.signature())
        .isEqualTo(told.expectedSignature(SECRET.getBytes(StandardCharsets.UTF_8)));
    assertThat(told.type()).isEqualTo("alert.test");
    assertThat(told.json().at("/data/environment").stringValue()).isEqualTo("demo");
    assertThat(told.id()).startsWith("msg_");
  }

  @Test
  void alert_underASecretInBase64_isSignedWithWhatItStandsFor() throws Exception {
    byte[] key = "0123456789abcdef01234567".getBytes(StandardCharsets.UTF_8);
    String secret = "whsec_" + Base64.getEncoder().encodeToString(key);
    gateway.environment("demo", receiver.environment(secret, ""));

    gateway.post(TEST, "");

    AlertReceiver.Message told = receiver.next();
    assertThat(told.signature()).isEqualTo(told.expectedSignature(key));
  }

  @Test
  void test_saysWhatIsWrong() {
    receiver.status.set(302);
    assertThat(gateway.post(TEST, "").body()).contains("\"delivered\":false", "aren't followed");
    receiver.status.set(500);
    assertThat(gateway.post(TEST, "").body()).contains("\"status\":500");
    HttpResponse<String> put =
        gateway.put("/v1/environments/demo", receiver.environment("whsec_?not base64?", ""));
    assertThat(put.statusCode()).isEqualTo(400);
    assertThat(put.body()).contains("`alerts.secret`", "base64");
    receiver.close();
    gateway.environment("demo", receiver.environment(SECRET, ""));
    assertThat(gateway.post(TEST, "").body()).contains("can't be connected to");
    gateway.environment("demo");
    assertThat(gateway.post(TEST, "").body()).contains("no_alerts");
  }

  @Test
  void test_tooOften_isToldToWait() {
    gateway.environment("other", receiver.environment(SECRET, ""));
    for (int i = 0; i < 10; i++) {
      assertThat(gateway.post(TEST, "").statusCode()).isEqualTo(200);
    }

    HttpResponse<String> answer = gateway.post(TEST, "");

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(json(answer).path("code").stringValue()).isEqualTo("too_many_alert_tests");
    assertThat(answer.headers().firstValue("Retry-After").map(Integer::valueOf).orElse(0))
        .isBetween(1, 60);
    assertThat(gateway.post(TEST.replace("demo", "other"), "").statusCode()).isEqualTo(200);
  }

  @Test
  void breakGlass_switched_isToldEachTime() throws InterruptedException {
    gateway.put(GLASS, "{\"decision\":\"stop\",\"reason\":\"one\"}");
    gateway.put(GLASS, "{\"decision\":\"continue\",\"reason\":\"two\"}");
    gateway.delete(GLASS);
    gateway.delete(GLASS);

    assertThat(receiver.next().json().at("/data/reason").stringValue()).isEqualTo("one");
    assertThat(receiver.next().json().at("/data/decision").stringValue()).isEqualTo("continue");
    assertThat(receiver.next().type()).isEqualTo("break_glass.off");
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void alert_thatIsNotTaken_isSentAgainTheSame() throws InterruptedException {
    receiver.status.set(503);
    gateway.put(GLASS, "{\"decision\":\"stop\",\"reason\":\"one\"}");
    AlertReceiver.Message first = receiver.next();
    receiver.status.set(200);

    AlertReceiver.Message second = receiver.next();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
  }

  @Test
  void receiver_thatNeverAnswers_holdsUpNobodyElsesAlerts() throws Exception {
    gateway.environment("other", receiver.environment(SECRET, ""));
    try (ServerSocket mute = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
      String url = "http://127.0.0.1:" + mute.getLocalPort() + "/";
      gateway.environment(
          "demo",
          "{\"repository\":{\"url\":\"https://example.com/auth.git\"},\"alerts\":{\"url\":\"%s\"}}"
              .formatted(url));
      // Each takes ten seconds; somebody waits thirty.
      for (int i = 0; i < 4; i++) {
        gateway.put(GLASS, "{\"decision\":\"stop\",\"reason\":\"" + i + "\"}");
      }

      gateway.put(GLASS.replace("demo", "other"), "{\"decision\":\"stop\",\"reason\":\"others\"}");

      assertThat(receiver.next().json().at("/data/reason").stringValue()).isEqualTo("others");
    }
  }

  @Test
  void alert_afterTheClockWasTurnedBack_isSentAgainInTime() throws Exception {
    TestClock clock = reopened();
    receiver.status.set(503);
    gateway.put(GLASS, "{\"decision\":\"stop\",\"reason\":\"one\"}");
    AlertReceiver.Message first = receiver.next();
    receiver.status.set(200);

    clock.pass(Duration.ofHours(-1));
    Thread passing = Thread.startVirtualThread(() -> passUntilInterrupted(clock));

    assertThat(receiver.next().id()).isEqualTo(first.id());
    passing.interrupt();
  }

  /** Fast, but never for an hour. */
  private static void passUntilInterrupted(TestClock clock) {
    for (int i = 0; i < 600 && !Thread.currentThread().isInterrupted(); i++) {
      clock.pass(Duration.ofMillis(100));
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  private TestClock reopened() {
    gateway.close();
    TestClock clock = new TestClock();
    gateway = new TestGateway(data, clock);
    return clock;
  }

  @Test
  void syncs_rejectedWithinAMinute_areNotLeftUntold() throws Exception {
    TestClock clock = reopened();
    Sync first = end(gateway.registry, new SyncEnding.Failed("one"));
    assertThat(receiver.next().json().at("/data/sync").stringValue()).isEqualTo(first.id().value());
    Sync second = end(gateway.registry, new SyncEnding.Failed("two"));
    awaitClaimed(clock, second);
    assertThat(receiver.isQuiet()).isTrue();

    clock.pass(Duration.ofMinutes(1));

    AlertReceiver.Message told = receiver.next();
    assertThat(told.json().at("/data/sync").stringValue()).isEqualTo(second.id().value());
    assertThat(told.json().at("/data").has("suppressed")).isFalse();
  }

  /** Until the gateway has taken it on. */
  private void awaitClaimed(TestClock clock, Sync sync) {
    Optional<Sync> untold = Optional.of(sync);
    while (untold.isPresent()) {
      // A lease that is over at once leaves it to whoever claims it next.
      untold = gateway.registry.syncs().claimUntold(clock.instant(), clock.instant());
    }
  }

  @Test
  void runs_lost_areToldOf() throws Exception {
    gateway.close();
    FarRegistry broken =
        new FarRegistry(
            TestGateway.open(data),
            method -> {
              if (method.getName().equals("append")) {
                throw new IllegalStateException("the test's disk has a hole");
              }
            });
    gateway = new TestGateway(broken.registry(), GatewaySettings.DEFAULT);
    gateway.live(
        new TestWorkflow("addClaim", TestWorkflow.TOKENS, "throw new Error('no')").build());

    gateway.run(TestWorkflow.TOKENS);

    AlertReceiver.Message told = receiver.next();
    assertThat(told.type()).isEqualTo("runs.lost");
    assertThat(told.json().at("/data/runs").intValue()).isEqualTo(1);
    assertThat(told.json().at("/data/environment").stringValue()).isEqualTo("demo");
  }

  @Test
  void sync_rejectedByAnotherProcess_isToldByOneGatewayOnce() throws InterruptedException {
    try (TestGateway other = new TestGateway(data);
        Registry worker = TestGateway.open(data)) {
      Problem.Place place = new Problem.Place("a/Workflow.ts", 3, 7, "frame");
      Problem problem = new Problem("unknown_trigger", "Unknown trigger", Optional.of(place));
      Sync sync =
          end(worker, new SyncEnding.Rejected(new CommitId("a".repeat(40)), List.of(problem)));

      AlertReceiver.Message told = receiver.next();

      assertThat(told.type()).isEqualTo("sync.rejected");
      assertThat(told.json().at("/data/sync").stringValue()).isEqualTo(sync.id().value());
      assertThat(told.json().at("/data/problems").toString())
          .isEqualTo(
              "[{\"code\":\"unknown_trigger\",\"message\":\"Unknown trigger\","
                  + "\"file\":\"a/Workflow.ts\",\"line\":3,\"column\":7}]");
      end(worker, new SyncEnding.Failed("the remote is gone"));
      assertThat(receiver.next().json().at("/data/failure").stringValue())
          .isEqualTo("the remote is gone");
      assertThat(other.get("/readyz").statusCode()).isEqualTo(200);
    }
    assertThat(receiver.isQuiet()).isTrue();
  }

  @Test
  void sync_rejectedWhileNoGatewayRan_isToldByTheNext() throws InterruptedException {
    gateway.close();
    try (Registry worker = TestGateway.open(data)) {
      end(worker, new SyncEnding.Failed("nobody was there"));
    }

    gateway = new TestGateway(data);

    assertThat(receiver.next().type()).isEqualTo("sync.failed");
  }

  private static Sync end(Registry worker, SyncEnding ending) {
    worker.syncs().request(DEMO, "the test");
    Sync sync =
        worker
            .syncs()
            .claim(WORKER, Clock.systemUTC().instant(), Clock.systemUTC().instant().plusSeconds(60))
            .orElseThrow();
    worker.syncs().end(sync.claim(), ending);
    return sync;
  }
}
