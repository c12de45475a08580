package dev.sluice.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestGateway.runs;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are part of their caller's trace, where this process sends no traces itself. */
@Timeout(60)
class RunTraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    API.stubFor(any(anyUrl()).willReturn(ok()));
    gateway = new TestGateway(data);
    String api = "127.0.0.1:" + API.getPort();
    gateway.environment(
        "demo",
        """
        {"repository": {"url": "https://example.com/auth.git"}, "egress": {"allow": ["%s"]}}
        """
            .formatted(api));
    String body = "await kinde.fetch('http://%s/users'); throw new Error('kept')".formatted(api);
    gateway.live(new TestWorkflow("ask", TOKENS, body).build());
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void run_ofACallerWithATrace_passesItOn_andIsFoundByIt() {
    String run = run(call().header("traceparent", PARENT).header("tracestate", "rojo=1"));

    API.verify(
        getRequestedFor(urlEqualTo("/users"))
            .withHeader("traceparent", equalTo(PARENT))
            .withHeader("tracestate", equalTo("rojo=1")));
    HttpResponse<String> found = gateway.get("/v1/environments/demo/runs/" + run);
    while (found.statusCode() == 404) {
      found = gateway.get("/v1/environments/demo/runs/" + run);
    }
    assertThat(json(found).path("traceId").stringValue()).isEqualTo(TRACE);
    assertThat(json(found).at("/error/code").stringValue()).isEqualTo("uncaught_exception");
  }

  @Test
  void run_ofACallerWithJunk_isPartOfNoTrace() {
    run(call().header("traceparent", PARENT).header("traceparent", PARENT));
    run(call().header("traceparent", "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01"));
    String last = run(call().header("traceparent", "x".repeat(4_000)).header("tracestate", "a=1"));

    API.verify(
        3,
        getRequestedFor(urlEqualTo("/users"))
            .withoutHeader("traceparent")
            .withoutHeader("tracestate"));
    HttpResponse<String> found = gateway.get("/v1/environments/demo/runs/" + last);
    while (found.statusCode() == 404) {
      found = gateway.get("/v1/environments/demo/runs/" + last);
    }
    assertThat(json(found).has("traceId")).isFalse();
  }

  private HttpRequest.Builder call() {
    return gateway.request(runs(TOKENS)).POST(BodyPublishers.ofString("{\"event\":{}}"));
  }

  private String run(HttpRequest.Builder call) {
    HttpResponse<String> answer = gateway.send(call);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).path("runId").stringValue();
  }
}
