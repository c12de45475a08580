package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class FetchTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static TestRuns.Workflow calling(String body) {
    return RUNS.workflow("const api = 'http://localhost:" + API.getPort() + "';\n" + body)
        .binding("kinde.fetch")
        .binding("url")
        .egress(new EgressPolicy.Only(List.of("localhost:" + API.getPort())));
  }

  @Test
  void fetch_awaited_givesThePlainAnswer() throws Exception {
    API.stubFor(get("/plan").willReturn(okJson("{\"plan\":\"gold\"}").withHeader("X-A", "b")));
    Outcome outcome =
        calling(
                """
                const answer = await kinde.fetch(api + "/plan", { headers: { Accept: "a/b" } });
                console.log(answer.json.plan, answer.status, answer.headers["x-a"], answer.text);
                """)
            .run();
    assertThat(log(outcome)).contains("gold 200 b {\"plan\":\"gold\"}");
    assertThat(log(outcome)).containsPattern("fetch GET localhost:\\d+/plan 200 in \\d+ ms");
    API.verify(getRequestedFor(urlEqualTo("/plan")).withHeader("Accept", equalTo("a/b")));
  }

  @Test
  void fetch_readWithoutAwait_blocksForTheAnswer() throws Exception {
    API.stubFor(get("/now").willReturn(okJson("{\"a\":1}")));
    Outcome outcome = calling("console.log(kinde.fetch(api + '/now').json.a);").run();
    assertThat(log(outcome)).contains("INFO 1");
  }

  @Test
  void fetch_threeAtOnce_overlap() throws Exception {
    API.stubFor(get("/slow").willReturn(okJson("1").withFixedDelay(1_500)));
    Outcome outcome =
        calling(
                """
                const all = await Promise.all([1, 2, 3].map(() => kinde.fetch(api + "/slow")));
                console.log(all.map((one) => one.json).join());
                """)
            .within(Duration.ofSeconds(30))
            .run();
    assertThat(log(outcome)).contains("1,1,1");
    assertThat(outcome.trace().duration()).isLessThan(Duration.ofMillis(4_490));
  }

  @Test
  void fetch_withBodiesOfEveryKind_sendsThemAsTheirKindAsks() throws Exception {
    API.stubFor(post(anyUrl()).willReturn(okJson("{}")));
    calling(
            """
            const send = (path, body, headers) => kinde.fetch(api + path, { method: "POST", body, headers });
            await send("/text", "plain");
            await send("/params", new URLSearchParams({ a: "1 2" }));
            await send("/object", { a: 1 });
            await send("/form", { a: "1 2" }, { "CONTENT-TYPE": "application/x-www-form-urlencoded" });
            """)
        .run();
    API.verify(postRequestedFor(urlEqualTo("/text")).withRequestBody(equalTo("plain")));
    API.verify(
        postRequestedFor(urlEqualTo("/params"))
            .withRequestBody(equalTo("a=1+2"))
            .withHeader(
                "Content-Type", equalTo("application/x-www-form-urlencoded;charset=UTF-8")));
    API.verify(
        postRequestedFor(urlEqualTo("/object"))
            .withRequestBody(equalTo("{\"a\":1}"))
            .withHeader("Content-Type", equalTo("application/json")));
    API.verify(postRequestedFor(urlEqualTo("/form")).withRequestBody(equalTo("a=1+2")));
  }

  @Test
  void fetch_getWithABody_sendsIt() throws Exception {
    API.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    calling("await kinde.fetch(api + '/search', { body: 'query' });").run();
    API.verify(getRequestedFor(urlEqualTo("/search")).withRequestBody(equalTo("query")));
  }

  @Test
  void fetch_answeredWithAnError_isAnAnswer() throws Exception {
    API.stubFor(get("/no").willReturn(aResponse().withStatus(503).withBody("busy")));
    Outcome outcome =
        calling(
                "const a = await kinde.fetch(api + '/no'); console.log(a.status, a.ok, a.json,"
                    + " a.text);")
            .run();
    assertThat(log(outcome)).contains("503 false undefined busy");
  }

  @Test
  void fetch_thatFails_throwsARealError() throws Exception {
    API.stubFor(get("/reset").willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
    API.stubFor(get("/garbage").willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)));
    API.stubFor(get("/empty").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    Outcome outcome =
        calling(
                """
                for (const path of ["/reset", "/garbage", "/empty"]) {
                  try {
                    await kinde.fetch(api + path);
                  } catch (error) {
                    console.log(path, error instanceof Error, error.name, error.message !== "");
                  }
                }
                """)
            .run();
    assertThat(log(outcome)).contains("/reset true Error true", "/garbage true", "/empty true");
  }

  @Test
  void fetch_longerThanItMayBe_fails() throws Exception {
    API.stubFor(get("/big").willReturn(aResponse().withBody("x".repeat(1024 * 1024 + 1))));
    Outcome outcome = calling("await kinde.fetch(api + '/big');").run();
    assertThat(outcome.error().orElseThrow().message()).contains("longer than 1,048,576 bytes");
  }

  @Test
  void fetch_moreOftenThanItMay_throws() throws Exception {
    API.stubFor(get("/n").willReturn(okJson("{}")));
    Outcome outcome = calling("for (let i = 0; i < 21; i++) await kinde.fetch(api + '/n');").run();
    assertThat(outcome.error().orElseThrow().message()).contains("20 fetches");
  }

  @Test
  void fetch_slowerThanTheRunMayBe_endsAtTheDeadlineAndSparesTheRealm() throws Exception {
    API.stubFor(get("/drip").willReturn(okJson("{}").withChunkedDribbleDelay(5, 20_000)));
    Outcome outcome =
        calling("await kinde.fetch(api + '/drip');").within(Duration.ofMillis(300)).run();
    assertThat(outcome.error().orElseThrow().code()).isEqualTo("deadline_exceeded");
    assertThat(outcome.trace().duration()).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void fetch_notAwaited_holdsTheRunUntilItEnds() throws Exception {
    API.stubFor(get("/later").willReturn(okJson("{}").withFixedDelay(150)));
    Outcome outcome =
        calling("kinde.fetch(api + '/later').then((answer) => console.log('got', answer.status));")
            .run();
    assertThat(log(outcome)).contains("got 200");
  }

  @Test
  void fetch_undeclared_reachesTheKindeDomainOnly() throws Exception {
    API.stubFor(get(anyUrl()).willReturn(okJson("{}")));
    String port = Integer.toString(API.getPort());
    TestRuns.Workflow workflow =
        RUNS.workflow(
                "for (const host of ['localhost', '127.0.0.1']) {"
                    + "try { console.log((await kinde.fetch('http://' + host + ':"
                    + port
                    + "/')).status); }"
                    + "catch (error) { console.log(error.message); } }")
            .kindeDomain("http://localhost:" + port);
    assertThat(log(workflow.run())).contains("INFO 200").contains("doesn't declare");
  }

  @Test
  void fetch_underThePublicPolicy_refusesEveryNotationOfAPrivateAddress() throws Exception {
    for (String host :
        List.of(
            "127.0.0.1",
            "localhost",
            "localhost.",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0177.0.0.1",
            "[::1]",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "0.0.0.0",
            "169.254.169.254",
            "10.0.0.1",
            "192.168.0.1",
            "[fe80::1]",
            "[fd00::1]",
            "user@127.0.0.1")) {
      Outcome outcome =
          RUNS.workflow("await kinde.fetch('http://" + host + ":" + API.getPort() + "/private');")
              .binding("kinde.fetch")
              .run();
      assertThat(outcome.status()).as(host).isEqualTo(Outcome.Status.FAILED);
    }
    API.verify(0, getRequestedFor(urlEqualTo("/private")));
  }

  @Test
  void fetch_redirected_goesOnlyWhereTheRequestMayGo() throws Exception {
    String elsewhere = "http://127.0.0.1:" + API.getPort() + "/secret";
    API.stubFor(
        get("/here").willReturn(aResponse().withStatus(302).withHeader("Location", "/there")));
    API.stubFor(get("/there").willReturn(okJson("\"arrived\"")));
    API.stubFor(
        get("/out").willReturn(aResponse().withStatus(302).withHeader("Location", elsewhere)));
    API.stubFor(get("/secret").willReturn(okJson("\"secret\"")));
    Outcome outcome =
        calling(
                """
                console.log((await kinde.fetch(api + "/here")).json);
                try { await kinde.fetch(api + "/out"); } catch (error) { console.log(error.message); }
                """)
            .run();
    assertThat(log(outcome)).contains("arrived").contains("egress");
    API.verify(0, getRequestedFor(urlEqualTo("/secret")));
  }

  @Test
  void fetch_ofOtherSchemes_isRefused() throws Exception {
    for (String url : List.of("file:///etc/passwd", "ftp://localhost/", "jar:file:x", "x", "")) {
      Outcome outcome = calling("await kinde.fetch('" + url + "');").run();
      assertThat(outcome.status()).as(url).isEqualTo(Outcome.Status.FAILED);
    }
  }

  @Test
  void fetch_inABundleThatCallsJson_givesWhatCanBeCalledAndRead() throws Exception {
    API.stubFor(get("/both").willReturn(okJson("{\"a\":1}")));
    Outcome outcome =
        calling(
                """
                const answer = await kinde.fetch(api + "/both");
                console.log((await answer.json()).a, answer.json.a, Object.keys(answer.json).join());
                """)
            .run();
    assertThat(log(outcome)).contains("1 1 a");
  }

  @Test
  void fetch_pastItsDeadline_throwsAndTheWorkflowGoesOn() throws Exception {
    API.stubFor(get("/late?secret").willReturn(okJson("1").withFixedDelay(20_000)));
    API.stubFor(
        get("/drip").willReturn(okJson("1".repeat(100)).withChunkedDribbleDelay(100, 20_000)));
    API.stubFor(get("/well").willReturn(okJson("\"well\"")));
    RunLimits usual = RunLimits.DEFAULT;
    Outcome outcome =
        calling(
                """
                const all = [kinde.fetch(api + "/late?secret"), kinde.fetch(api + "/drip")];
                for (const one of all) {
                  try { await one; } catch (error) { console.log(error instanceof Error, error.message); }
                }
                console.log((await kinde.fetch(api + "/well")).json);
                """)
            .limits(
                new RunLimits(
                    new RunLimits.Time(Duration.ofSeconds(30), usual.time().cpu()),
                    usual.allocatedBytes(),
                    new RunLimits.Fetching(3, 1_000, Duration.ofSeconds(2), Duration.ofSeconds(3)),
                    usual.claimsBytes(),
                    usual.logging()))
            .run();
    assertThat(outcome.status()).as(log(outcome)).isEqualTo(Outcome.Status.COMPLETED);
    assertThat(log(outcome))
        .contains(
            "true fetch failed: no answer within 2 s",
            "true fetch failed: the answer wasn't complete within 3 s",
            "INFO well")
        .containsPattern(
            "INFO fetch GET localhost:\\d+/late failed: no answer within 2 s in \\d+ ms")
        .doesNotContain("secret");
    assertThat(outcome.trace().fetches())
        .extracting(Fetched::ending)
        .containsExactly(Fetched.Ending.FAILED, Fetched.Ending.FAILED, Fetched.Ending.SUCCESS);
  }

  @Test
  void fetches_ofEveryEnding_areToldInTheTraceAndTheLog() throws Exception {
    API.stubFor(get("/no").willReturn(aResponse().withStatus(404)));
    API.stubFor(get("/bad").willReturn(aResponse().withStatus(502)));
    API.stubFor(get("/same").willReturn(aResponse().withStatus(304)));
    API.stubFor(get("/late").willReturn(okJson("1").withFixedDelay(20_000)));
    Outcome outcome =
        calling(
                """
                for (const path of ["/no", "/bad", "/same"]) await kinde.fetch(api + path);
                for (const url of ["http://user:pw@a.example/x?y", "http://b.example/x?y", "x"]) {
                  try { kinde.fetch(url); } catch (error) { console.log(error.message); }
                }
                kinde.fetch(api + "/late");
                await new Promise((resolve) => {});
                """)
            .within(Duration.ofSeconds(2))
            .run();
    assertThat(outcome.trace().fetches())
        .extracting(Fetched::ending)
        .containsExactly(
            Fetched.Ending.CLIENT_ERROR,
            Fetched.Ending.SERVER_ERROR,
            Fetched.Ending.REDIRECT,
            Fetched.Ending.FAILED,
            Fetched.Ending.REFUSED,
            Fetched.Ending.REFUSED,
            Fetched.Ending.REFUSED);
    assertThat(log(outcome))
        .contains("fetch GET a.example/x refused: A URL with a user name")
        .contains("fetch GET b.example/x refused: This environment's egress settings")
        .containsPattern("fetch GET localhost:\\d+/late failed: the run ended in \\d+ ms")
        .doesNotContain("pw@", "x?y");
  }

  @Test
  void fetch_keepsNoCookies() throws Exception {
    API.stubFor(get("/cookie").willReturn(okJson("{}").withHeader("Set-Cookie", "a=b; Path=/")));
    TestRuns.Workflow workflow = calling("await kinde.fetch(api + '/cookie');");
    workflow.run();
    workflow.run();
    API.verify(0, getRequestedFor(urlEqualTo("/cookie")).withHeader("Cookie", equalTo("a=b")));
  }

  @Test
  void fetch_thatFails_throwsFromTheAuthorsCall() throws Exception {
    API.stubFor(get("/gone").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    Outcome outcome =
        calling(
                """
                async function askBilling() { return kinde.fetch(api + "/gone"); }
                try { await askBilling(); } catch (error) { console.log(error.stack); throw error; }
                """)
            .run();
    assertThat(outcome.error().orElseThrow().message()).startsWith("Error: fetch failed: ");
    assertThat(log(outcome)).contains("askBilling");
  }
}
