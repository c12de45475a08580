package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.effects;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All the ways in which published workflows ask {@code kinde.fetch} and read what it gives. */
class FetchAnswerTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @BeforeEach
  void answer() {
    API.stubFor(
        get("/plan")
            .willReturn(
                okJson("{\"name\":\"gold\",\"length\":3,\"of\":[1,2]}").withHeader("X-A", "b")));
    API.stubFor(get("/list").willReturn(okJson("[3,4]")));
    API.stubFor(get("/text").willReturn(aResponse().withBody("not JSON")));
    API.stubFor(get("/gone").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    API.stubFor(get("/missing").willReturn(aResponse().withStatus(404).withBody("{\"code\":1}")));
    API.stubFor(post(anyUrl()).willReturn(okJson("{}")));
  }

  private static TestRuns.Workflow calling(String body) {
    return RUNS.workflow("const api = 'http://localhost:" + API.getPort() + "';\n" + body)
        .binding("kinde.fetch")
        .binding("kinde.accessToken")
        .binding("url")
        .egress(new EgressPolicy.Only(List.of("localhost:" + API.getPort())));
  }

  /** What the workflow's own lines say, without what the runtime logs of its fetches. */
  private static List<String> lines(TestRuns.Workflow workflow) throws BundleException {
    return log(workflow.run()).lines().filter(line -> !line.startsWith("INFO fetch ")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinde.fetch(api + path)", "await kinde.fetch(api + path)"})
  void answer_awaitedOrNot_holdsPlainData(String call) throws Exception {
    assertThat(
            lines(
                calling(
                    """
                    const path = "/plan";
                    const answer = %s;
                    const { json } = answer;
                    console.log(answer.status, answer.ok, answer.headers["x-a"], typeof answer.text);
                    console.log(json, Object.getPrototypeOf(json) === Object.prototype, Array.isArray(json.of));
                    json.name = "changed";
                    console.log(answer.text, json.name);
                    """
                        .formatted(call))))
        .containsExactly(
            "INFO 200 true b string",
            "INFO {\"name\":\"gold\",\"length\":3,\"of\":[1,2]} true true",
            "INFO {\"name\":\"gold\",\"length\":3,\"of\":[1,2]} changed");
  }

  @Test
  void fetch_chained_givesRealPromises() throws Exception {
    assertThat(
            lines(
                calling(
                    """
                    const pending = kinde.fetch(api + "/plan");
                    const chained = [pending.then((it) => it.status), pending.catch(() => 0),
                      pending.finally(() => console.log("finally"))];
                    console.log(chained.map((it) => it instanceof Promise).join());
                    const [status, caught, last] = await Promise.all(chained);
                    console.log(status, caught.status, last.json.name);
                    console.log((await pending) === (await pending), (await pending).status);
                    """)))
        .containsExactly(
            "INFO true,true,true", "INFO finally", "INFO 200 200 gold", "INFO true 200");
  }

  @Test
  void fetch_ofWhatCannotBeReached_rejectsHoweverItIsChained() throws Exception {
    assertThat(
            lines(
                calling(
                    """
                    const gone = () => kinde.fetch(api + "/gone");
                    await gone().then(() => 0, (error) => console.log("then", error instanceof Error));
                    await gone().catch((error) => console.log("catch", error instanceof Error));
                    await gone().finally(() => console.log("finally")).catch(() => console.log("caught"));
                    try { gone().json } catch (error) { console.log("read", error instanceof Error); }
                    try { await gone(); } catch (error) { console.log("awaited", error instanceof Error); }
                    """)))
        .containsExactly(
            "INFO then true",
            "INFO catch true",
            "INFO finally",
            "INFO caught",
            "INFO read true",
            "INFO awaited true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/missing | undefined | INFO 404 {\"code\":1} {\"code\":1}",
        "/missing | { responseFormat: 'json' } | INFO 404 {\"code\":1} {\"code\":1}",
        "/missing | { responseFormat: 'text' } | INFO 404 undefined {\"code\":1}",
        "/text | { responseFormat: 'json' } | INFO 200 undefined not JSON",
        "/text | { responseFormat: 'text' } | INFO 200 undefined not JSON",
        "/plan | { headers: { ACCEPT: 'a/b' } } | INFO 200"
            + " {\"name\":\"gold\",\"length\":3,\"of\":[1,2]}"
            + " {\"name\":\"gold\",\"length\":3,\"of\":[1,2]}"
      })
  void answer_inTheFormatAskedFor_isRead(String path, String options, String line)
      throws Exception {
    assertThat(
            lines(
                calling(
                    "const it = await kinde.fetch(api + '%s', %s); console.log(it.status, it.json, it.text);"
                        .formatted(path, options))))
        .containsExactly(line);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'a b' | | a b",
        "new URLSearchParams({ a: 'b c' }) | application/x-www-form-urlencoded;charset=UTF-8 |"
            + " a=b+c",
        "{ a: ['b'] } | application/json | {\"a\":[\"b\"]}",
        "[1] | application/json | [1]"
      })
  void body_ofEachKind_isSentAsItsKindAsks(String body, String type, String sent) throws Exception {
    calling("await kinde.fetch(api + '/kinds', { method: 'POST', body: %s });".formatted(body))
        .run();
    var request = API.findAll(postRequestedFor(urlEqualTo("/kinds"))).getLast();
    assertThat(request.getBodyAsString()).isEqualTo(sent);
    if (type != null) {
      assertThat(request.getHeader("Content-Type")).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ a: 'b c', d: 1 } | application/x-www-form-urlencoded | a=b+c&d=1",
        "{ a: 1 } | application/vnd.api+json | {\"a\":1}",
        "new URLSearchParams('a=1') | application/x-www-form-urlencoded | a=1",
        "'<a/>' | application/xml | <a/>"
      })
  void body_withAContentTypeOfItsOwn_keepsIt(String body, String type, String sent)
      throws Exception {
    for (String name : List.of("Content-Type", "content-type", "CONTENT-TYPE")) {
      calling(
              "await kinde.fetch(api + '/typed', { method: 'post', body: %s, headers: { '%s': '%s' } });"
                  .formatted(body, name, type))
          .run();
      var request = API.findAll(postRequestedFor(urlEqualTo("/typed"))).getLast();
      assertThat(request.getBodyAsString()).isEqualTo(sent);
      assertThat(request.header("Content-Type").values()).containsExactly(type);
    }
  }

  @Test
  void fetch_getWithABody_sendsItWithItsType() throws Exception {
    calling("await kinde.fetch(api + '/plan', { method: 'GET', body: { q: 1 } });").run();
    API.verify(
        getRequestedFor(urlEqualTo("/plan"))
            .withRequestBody(equalTo("{\"q\":1}"))
            .withHeader("Content-Type", equalTo("application/json")));
  }

  @Test
  void body_inABundleThatCallsIt_isDataAllTheSame() throws Exception {
    Outcome outcome =
        calling(
                """
                const answer = await kinde.fetch(api + "/plan");
                const called = await answer.json();
                console.log(called.name, (await answer.text()).length, answer.text.length);
                console.log(answer.json, answer.json.name, answer.json.length, { ...answer.json });
                console.log(JSON.stringify(answer.json), "name" in answer.json, `${answer.text}`);
                answer.json.name = "silver";
                console.log(answer.json.name, answer.text.includes("gold"), answer.text + "!");
                const list = (await kinde.fetch(api + "/list")).json;
                console.log(list.map((it) => it + 1), list.length, [...list]);
                const missing = await kinde.fetch(api + "/text");
                console.log(await missing.json(), missing.json?.name);
                kinde.accessToken.setCustomClaim("plan", answer.json);
                """)
            .run();
    String plan = "{\"name\":\"gold\",\"length\":3,\"of\":[1,2]}";
    assertThat(log(outcome).lines().filter(line -> !line.startsWith("INFO fetch ")))
        .containsExactly(
            "INFO gold 37 37",
            "INFO " + plan + " gold 3 " + plan,
            "INFO " + plan + " true " + plan,
            "INFO silver true " + plan + "!",
            "INFO [4,5] 2 [3,4]",
            "INFO undefined undefined");
    assertThat(effects(outcome).at("/accessToken/claims/plan/name").asString()).isEqualTo("silver");
  }

  @Test
  void fetch_inTheLog_isMethodHostPathStatusAndTimeWithoutQuery() throws Exception {
    API.stubFor(get("/plan?token=hidden").willReturn(okJson("{}")));
    assertThat(log(calling("await kinde.fetch(api + '/plan?token=hidden');").run()))
        .matches("INFO fetch GET localhost:\\d+/plan 200 in \\d+ ms\n");
  }
}
