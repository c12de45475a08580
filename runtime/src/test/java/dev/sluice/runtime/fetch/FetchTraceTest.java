package dev.sluice.runtime.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.runtime.trace.Span;
import dev.sluice.runtime.trace.TraceContext;
import dev.sluice.runtime.trace.Tracing;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes along with requests of runs that are followed, and what is told of them. */
@Timeout(60)
class FetchTraceTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final TraceContext CALLER =
      TraceContext.of(TRACE, "00f067aa0ba902b7", "01", "rojo=1");

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @Test
  void fetch_thatIsNotFollowedHere_passesTheCallersContextOn() {
    API.stubFor(any(anyUrl()).willReturn(ok()));

    send(Tracing.OFF.request("run", Optional.of(CALLER)), "");

    API.verify(
        getRequestedFor(urlEqualTo("/users?token=t"))
            .withHeader("traceparent", equalTo(CALLER.traceparent()))
            .withHeader("tracestate", equalTo("rojo=1")));
  }

  @Test
  void fetch_ofARunNobodyFollows_carriesNothing() {
    API.stubFor(any(anyUrl()).willReturn(ok()));

    send(Tracing.OFF.request("run", Optional.empty()), "");

    API.verify(
        getRequestedFor(urlEqualTo("/users?token=t"))
            .withoutHeader("traceparent")
            .withoutHeader("tracestate"));
  }

  @Test
  void fetch_withAContextOfTheWorkflowsOwn_keepsThat() {
    API.stubFor(any(anyUrl()).willReturn(ok()));

    send(Tracing.OFF.request("run", Optional.of(CALLER)), "[\"TraceParent\",\"its own\"]");

    API.verify(
        getRequestedFor(urlEqualTo("/users?token=t"))
            .withHeader("traceparent", equalTo("its own"))
            .withoutHeader("tracestate"));
  }

  @Test
  void fetch_thatIsFollowed_isASpanOfItsOwn_withoutPathAndQuery() {
    API.stubFor(any(anyUrl()).willReturn(serverError()));
    Told told = new Told();

    send(told, "");

    API.verify(
        getRequestedFor(urlEqualTo("/users?token=t"))
            .withHeader("traceparent", equalTo("00-" + TRACE + "-00000000000000aa-01")));
    assertThat(told.said)
        .isEqualTo(
            Map.of(
                "name", "GET",
                "http.request.method", "GET",
                "url.scheme", "http",
                "server.address", "localhost",
                "server.port", API.getPort(),
                "http.response.status_code", 500,
                "failed", "500",
                "ended", true));
  }

  @Test
  void fetch_thatIsRefused_isASpanThatFailed() {
    Told told = new Told();
    try (TestFetches fetches = TestFetches.reaching(API.getPort()).under(told)) {
      fetches.get("http://10.0.0.1/");
    }
    assertThat(told.said).containsEntry("failed", "refused").containsEntry("ended", true);
  }

  private static void send(Span span, String header) {
    try (TestFetches fetches = TestFetches.reaching(API.getPort()).under(span)) {
      fetches.send(
          "{\"url\":\"http://localhost:%d/users?token=t\",\"method\":\"GET\",\"headers\":[%s]}"
              .formatted(API.getPort(), header));
    }
  }

  /** Remembers what is said of the one part it has. */
  private static final class Told implements Span {
    private final Map<String, Object> said = new ConcurrentHashMap<>();

    @Override
    public Optional<TraceContext> context() {
      return Optional.of(TraceContext.of(TRACE, "00000000000000aa", "01", ""));
    }

    @Override
    public boolean isHeard() {
      return true;
    }

    @Override
    public Span call(String name) {
      return part(name);
    }

    @Override
    public Span part(String name) {
      said.put("name", name);
      return this;
    }

    @Override
    public void say(String attribute, String value) {
      said.put(attribute, value);
    }

    @Override
    public void say(String attribute, long value) {
      said.put(attribute, (int) value);
    }

    @Override
    public void fail(String type) {
      said.put("failed", type);
    }

    @Override
    public void end() {
      said.put("ended", true);
    }
  }
}
