package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Limits that an environment has of its own. */
class EnvironmentLimitsTest {
  private static final String AT = "/v1/environments/demo";
  private static final String WAITS = "await new Promise((r) => setTimeout(r, 60_000))";

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private HttpResponse<String> put(String limits) {
    return gateway.put(
        AT, "{\"repository\":{\"url\":\"https://example.com/a.git\"},\"limits\":" + limits + "}");
  }

  @Test
  void limits_areShownAsTheyWerePut_andGoneWhenLeftOut() {
    String all =
        """
        {"wallClockMs":30000,"cpuMs":10000,"allocatedMb":4096,"fetches":100,\
        "fetchedBytes":4194304,"claimsBytes":262144,"logBytes":1048576,"logLines":20000}\
        """;

    assertThat(put(all).statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT)).path("limits").toString()).isEqualTo(all);
    assertThat(put("{\"fetches\":0}").statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT)).path("limits").toString()).isEqualTo("{\"fetches\":0}");
    assertThat(put("{}").statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT)).has("limits")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"wallClockMs":30001}   | `limits.wallClockMs` must be a whole number from 100 to 30,000
          {"cpuMs":10001}         | `limits.cpuMs` must be a whole number from 50 to 10,000
          {"allocatedMb":4097}    | `limits.allocatedMb` must be a whole number from 32 to 4,096
          {"fetches":-1}          | `limits.fetches` must be a whole number from 0 to 100
          {"wallclock":1}         | no limit `wallclock`; known are: wallClockMs, cpuMs
          {"logLines":"100"}      | `limits.logLines` must be a whole number
          {"logLines":10.5}       | `limits.logLines` must be a whole number
          {"logLines":1e30}       | `limits.logLines` must be a whole number
          {"logLines":null}       | `limits.logLines` is null
          [1]                     | `limits` must be an object
          """)
  void limits_thatAreWrong_areToldWhere(String limits, String telling) {
    HttpResponse<String> answer = put(limits);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).containsIgnoringCase(telling);
    assertThat(json(gateway.get(AT)).has("limits")).isFalse();
  }

  @Test
  void run_overItsEnvironmentsLimit_endsByIt_andTheHeaderOnlyShortens() {
    gateway.live(new TestWorkflow("wait", TOKENS, WAITS).build());
    put("{\"wallClockMs\":300}");

    assertThat(error(gateway.run(TOKENS), "deadline_exceeded")).contains("300 ms");
    assertThat(error(runWithin(60_000), "deadline_exceeded")).contains("300 ms");
    assertThat(error(runWithin(150), "deadline_exceeded")).contains("150 ms");
    put("{\"wallClockMs\":700}");
    assertThat(error(gateway.run(TOKENS), "deadline_exceeded")).contains("700 ms");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"cpuMs":50}       | cpu_exceeded       | for (;;) {}
          {"allocatedMb":64} | memory_exceeded    | for (;;) new Uint8Array(100_000);
          {"fetches":0}      | too_many_fetches   | kinde.fetch('http://a.example/')
          {"claimsBytes":1024}|claims_too_large   | kinde.accessToken.setCustomClaim('a', 'x'.repeat(2_000))
          {"logBytes":1024}  | log_too_large      | console.log('x'.repeat(2_000))
          {"logLines":10}    | too_many_log_lines | for (let i = 0; i < 11; i++) console.log(i)
          """)
  void run_overAnyOfItsEnvironmentsLimits_endsByThat(String limits, String code, String body) {
    gateway.live(new TestWorkflow("more", TOKENS, body).build());
    put(limits);

    assertThat(error(gateway.run(TOKENS), code)).isNotEmpty();
  }

  @Test
  void fetches_areCountedByEnvironmentAndOutcome() {
    try (SlowApi api = new SlowApi()) {
      api.answer();
      gateway.environment(
          "demo",
          """
          {"repository":{"url":"https://example.com/a.git"},"egress":{"allow":["%s"]}}\
          """
              .formatted(api.address()));
      String body =
          "await kinde.fetch('http://%s/'); try { kinde.fetch('http://b.example/') } catch {}"
              .formatted(api.address());
      gateway.live(new TestWorkflow("ask", TOKENS, body).build());

      assertThat(json(gateway.run(TOKENS)).path("status").stringValue()).isEqualTo("completed");
    }
    assertThat(gateway.get("/metrics").body())
        .contains("sluice_fetch_duration_seconds_count{environment=\"demo\",outcome=\"2xx\"} 1")
        .contains(
            "sluice_fetch_duration_seconds_count{environment=\"demo\",outcome=\"refused\"} 1");
  }

  private HttpResponse<String> runWithin(int millis) {
    return gateway.send(
        gateway
            .request(runs(TOKENS))
            .header("Sluice-Deadline-Ms", Integer.toString(millis))
            .POST(BodyPublishers.ofString("{\"event\":{}}")));
  }

  private static String error(HttpResponse<String> answer, String code) {
    JsonNode error = json(answer).path("error");
    assertThat(error.path("code").asString(answer.body())).isEqualTo(code);
    return error.path("message").stringValue();
  }
}
