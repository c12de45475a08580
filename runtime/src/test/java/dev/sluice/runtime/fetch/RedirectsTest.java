package dev.sluice.runtime.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.fetch.TestFetches.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.sluice.runtime.EgressPolicy;
import dev.sluice.runtime.Fetched;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where redirects may lead, and what goes along. */
@Timeout(60)
class RedirectsTest {
  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @RegisterExtension
  static final WireMockExtension OTHER =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static String at(WireMockExtension server, String path) {
    return "http://api.example:" + server.getPort() + path;
  }

  /** Every name is this machine. */
  private static TestFetches with(EgressPolicy egress) {
    Network network =
        new Network(host -> InetAddress.getAllByName("127.0.0.1"), Network.OF_THIS_MACHINE.tls());
    return new TestFetches(network, egress);
  }

  private static TestFetches toBoth() {
    return with(
        new EgressPolicy.Only(
            List.of("api.example:" + API.getPort(), "api.example:" + OTHER.getPort())));
  }

  @Test
  void redirect_fromAnAllowedHostToAPrivateOne_isRefused() {
    OTHER.stubFor(any(anyUrl()).willReturn(ok("private")));
    for (String inside : List.of("inside.example", "127.0.0.1", "2130706433", "[::1]")) {
      String target = "http://" + inside + ":" + OTHER.getPort() + "/";
      API.stubFor(get("/out").willReturn(temporaryRedirect(target)));
      try (TestFetches fetches =
          with(new EgressPolicy.PublicInternet())
              .kindeDomain("http://api.example:" + API.getPort())) {
        Fetches.Answer answer = fetches.get(at(API, "/out"));
        assertThat(error(answer)).contains("private address");
        assertThat(answer.fetched().ending()).isEqualTo(Fetched.Ending.REFUSED);
      }
    }
    API.verify(4, getRequestedFor(urlEqualTo("/out")));
    assertThat(OTHER.getAllServeEvents()).isEmpty();
  }

  @Test
  void redirect_toAnotherScheme_isRefused() {
    for (String target : List.of("file:///etc/passwd", "ftp://api.example/", "gopher://x/")) {
      API.stubFor(get("/out").willReturn(temporaryRedirect(target)));
      try (TestFetches fetches = toBoth()) {
        assertThat(error(fetches.get(at(API, "/out")))).contains("Only http: and https:");
      }
    }
  }

  @Test
  void redirects_inACircleOrTooMany_end() {
    API.stubFor(get("/circle").willReturn(temporaryRedirect("/back")));
    API.stubFor(get("/back").willReturn(temporaryRedirect("/circle")));
    for (int i = 0; i < 9; i++) {
      API.stubFor(get("/" + i).willReturn(temporaryRedirect("/" + (i + 1))));
    }
    API.stubFor(get("/9").willReturn(ok()));
    try (TestFetches fetches = toBoth()) {
      assertThat(error(fetches.get(at(API, "/circle")))).contains("redirected without end");
      assertThat(error(fetches.get(at(API, "/3")))).contains("Maximum redirects (5) exceeded");
      assertThat(fetches.get(at(API, "/4")).fetched().ending()).isEqualTo(Fetched.Ending.SUCCESS);
      fetches.awaitNoneLeased();
    }
  }

  @Test
  void redirect_toAnotherOrigin_leavesCredentialsBehind() {
    API.stubFor(get("/here").willReturn(temporaryRedirect("/there")));
    API.stubFor(get("/there").willReturn(temporaryRedirect(at(OTHER, "/elsewhere"))));
    OTHER.stubFor(get("/elsewhere").willReturn(temporaryRedirect(at(API, "/back"))));
    API.stubFor(get("/back").willReturn(ok("back")));
    try (TestFetches fetches = toBoth()) {
      Fetches.Answer answer =
          fetches.send(
              """
              {"url":"%s","method":"GET","headers":
               [["authorization","Bearer x"],["Cookie","a=b"],["X-Mine","kept"]]}
              """
                  .formatted(at(API, "/here")));
      assertThat(answer.fetched().ending()).isEqualTo(Fetched.Ending.SUCCESS);
    }
    assertThat(only(API, "/there").getHeader("Authorization")).isEqualTo("Bearer x");
    assertThat(only(API, "/there").getHeader("Cookie")).isEqualTo("a=b");
    for (LoggedRequest request : List.of(only(OTHER, "/elsewhere"), only(API, "/back"))) {
      assertThat(request.containsHeader("Authorization")).isFalse();
      assertThat(request.containsHeader("Cookie")).isFalse();
      assertThat(request.getHeader("X-Mine")).isEqualTo("kept");
    }
  }

  private static LoggedRequest only(WireMockExtension server, String path) {
    return server.findAll(getRequestedFor(urlEqualTo(path))).getFirst();
  }
}
