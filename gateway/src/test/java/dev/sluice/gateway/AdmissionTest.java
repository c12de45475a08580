package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.fleet.Identity;
import dev.sluice.gateway.record.RecordSettings;
import dev.sluice.runtime.RunLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class AdmissionTest {
  private static final GatewaySettings TWO_OF_FOUR =
      new GatewaySettings(
          Optional.empty(),
          4,
          RunLimits.DEFAULT,
          RecordSettings.DEFAULT,
          Duration.ofDays(400),
          false,
          Optional.empty(),
          Identity.UNNAMED);

  private static final String QUIET = TestGateway.runs(TOKENS).replace("demo", "quiet");

  @TempDir Path data;
  private final SlowApi api = new SlowApi();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(TestGateway.open(data), TWO_OF_FOUR);
    gateway.environment(
        "demo",
        """
        {"repository":{"url":"https://example.com/auth.git"},"egress":{"allow":["%s"]}}\
        """
            .formatted(api.address()));
    gateway.environment("quiet", "{\"repository\":{\"url\":\"https://example.com/q.git\"}}");
    gateway.live(api.asker().build());
  }

  @AfterEach
  void close() {
    api.close();
    threads.shutdown();
    gateway.close();
  }

  @Test
  void runs_beyondTheirEnvironmentsShare_areTurnedAwayWhileHealthAnswers() throws Exception {
    CompletableFuture<HttpResponse<String>> first = async(null);
    CompletableFuture<HttpResponse<String>> second = async(null);
    api.awaitRequest();
    api.awaitRequest();

    HttpResponse<String> third = gateway.run(TOKENS);

    assertThat(third.statusCode()).isEqualTo(503);
    assertThat(json(third).path("code").stringValue()).isEqualTo("saturated");
    assertThat(third.headers().firstValue("Retry-After")).contains("1");
    assertThat(gateway.get("/healthz").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/readyz").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/v1/environments").statusCode()).isEqualTo(200);
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_runs_active 2.0")
        .contains("sluice_runs_rejected_total 1.0");
    assertThat(gateway.post(QUIET, "{\"event\":{}}").statusCode()).isEqualTo(200);
    api.answer();
    assertThat(first.join().statusCode()).isEqualTo(200);
    assertThat(second.join().statusCode()).isEqualTo(200);
    assertThat(gateway.run(TOKENS).statusCode()).isEqualTo(200);
  }

  @Test
  void repeatedCall_whileTheFirstIsUnderWay_waitsForItsAnswerAndHoldsNoPermit() throws Exception {
    CompletableFuture<HttpResponse<String>> first = async("login 1");
    api.awaitRequest();
    List<CompletableFuture<HttpResponse<String>>> again =
        Stream.generate(() -> admitted("login 1")).limit(8).toList();
    assertThat(again).noneMatch(CompletableFuture::isDone);
    CompletableFuture<HttpResponse<String>> another = admitted("login 2");
    api.awaitRequest();

    api.answer();

    for (CompletableFuture<HttpResponse<String>> call : again) {
      assertThat(call.join().body()).isEqualTo(first.join().body());
    }
    assertThat(another.join().statusCode()).isEqualTo(200);
    assertThat(api.requests).hasValue(2);
  }

  @Test
  void repeatedCall_withADeadline_waitsNoLonger() throws Exception {
    CompletableFuture<HttpResponse<String>> first = async("login 1");
    api.awaitRequest();

    HttpResponse<String> second =
        gateway.send(
            gateway
                .request(runs(TOKENS))
                .header("Idempotency-Key", "login 1")
                .header("Sluice-Deadline-Ms", "50")
                .POST(BodyPublishers.ofString("{\"event\":{}}")));

    assertThat(second.statusCode()).isEqualTo(503);
    assertThat(json(second).path("code").stringValue()).isEqualTo("first_call_failed");
    assertThat(first).isNotDone();
    api.answer();
    assertThat(first.join().statusCode()).isEqualTo(200);
  }

  @Test
  void repeatedCall_getsTheFirstAnswer_andOnlyForTheSameBody() {
    api.answer();

    HttpResponse<String> first = call("login 2", "{\"event\":{}}");

    assertThat(call("login 2", "{\"event\":{}}").body()).isEqualTo(first.body());
    assertThat(call("login 3", "{\"event\":{}}").body()).isNotEqualTo(first.body());
    HttpResponse<String> other = call("login 2", "{\"event\":{} }");
    assertThat(other.statusCode()).isEqualTo(422);
    assertThat(json(other).path("code").stringValue()).isEqualTo("idempotency_key_reused");
    assertThat(api.requests).hasValue(2);
  }

  @Test
  void server_thatStops_letsRunsUnderWayFinish() throws Exception {
    CompletableFuture<HttpResponse<String>> run = async(null);
    api.awaitRequest();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::stop, threads);
    awaitNoNewcomers();
    api.answer();

    assertThat(run.join().statusCode()).isEqualTo(200);
    stopped.join();
  }

  private void awaitNoNewcomers() {
    boolean open = true;
    while (open) {
      try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
        open = probe.isConnected();
      } catch (IOException refused) {
        open = false;
      }
    }
  }

  /** The call, again while it's turned away: each holds a permit as long as its body is read. */
  private CompletableFuture<HttpResponse<String>> admitted(String key) {
    return CompletableFuture.supplyAsync(
        () -> {
          HttpResponse<String> answer = call(key, "{\"event\":{}}");
          while (answer.body().contains("\"saturated\"")) {
            answer = call(key, "{\"event\":{}}");
          }
          return answer;
        },
        threads);
  }

  private CompletableFuture<HttpResponse<String>> async(@Nullable String key) {
    return CompletableFuture.supplyAsync(
        () -> key == null ? gateway.run(TOKENS) : call(key, "{\"event\":{}}"), threads);
  }

  private HttpResponse<String> call(String key, String body) {
    return gateway.send(
        gateway
            .request(runs(TOKENS))
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }
}
