package dev.sluice.runtime;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.TestRuns.log;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SecureFetchTest {
  @RegisterExtension static final TestRuns RUNS = new TestRuns();

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);

  private static TestRuns.Workflow calling(String body) {
    API.stubFor(post(anyUrl()).willReturn(okJson("{\"ok\":true}")));
    return RUNS.workflow("const api = 'http://localhost:" + API.getPort() + "';\n" + body)
        .binding("kinde.secureFetch")
        .binding("url")
        .egress(new EgressPolicy.Only(List.of("localhost:" + API.getPort())));
  }

  private static TestRuns.Workflow sealing(String body, Sealing.Layout layout) {
    return calling(body).sealing(new Sealing(layout, Map.of("wf", new SealingKey(KEY))));
  }

  private static String sent(String path) {
    return API.findAll(postRequestedFor(urlEqualTo(path))).getLast().getBodyAsString();
  }

  /** Opens a body with the code that the documentation gives to receivers. */
  private static String openedByNode(String body, Sealing.Layout layout) throws Exception {
    Matcher code =
        Pattern.compile("```js\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("../docs/secure-fetch.md")));
    assertThat(code.find()).isTrue();
    Process node =
        new ProcessBuilder("node", "--input-type=module", "-").redirectErrorStream(true).start();
    String call =
        "process.stdout.write(open('%s', '%s', '%s'));"
            .formatted(
                body,
                Base64.getEncoder().encodeToString(KEY),
                layout.name().toLowerCase(Locale.ROOT));
    try (OutputStream in = node.getOutputStream()) {
      in.write((code.group(1) + call).getBytes(StandardCharsets.UTF_8));
    }
    String opened = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor()).as(opened).isZero();
    return opened;
  }

  @Test
  void secureFetch_inEitherLayout_isOpenedByTheDocumentedReceiver() throws Exception {
    for (Sealing.Layout layout : Sealing.Layout.values()) {
      sealing("await kinde.secureFetch(api + '/a', { body: { name: 'Zoë', n: 1 } });", layout)
          .run();
      String body = sent("/a");
      assertThat(body).matches("[A-Za-z0-9_-]+");
      assertThat(openedByNode(body, layout))
          .as(layout.name())
          .isEqualTo("{\"name\":\"Zoë\",\"n\":1}");
    }
  }

  @Test
  void secureFetch_withBodiesOfEveryKind_sealsTheTextThatFetchWouldSend() throws Exception {
    sealing(
            """
            await kinde.secureFetch(api + "/text", { method: "post", body: "plain" });
            await kinde.secureFetch(api + "/params", { body: new URLSearchParams({ a: "1 2" }) });
            await kinde.secureFetch(api + "/form",
              { body: { a: "1 2" }, headers: { "Content-Type": "application/x-www-form-urlencoded" } });
            await kinde.secureFetch(api + "/none");
            """,
            Sealing.Layout.KINDE)
        .run();
    assertThat(openedByNode(sent("/text"), Sealing.Layout.KINDE)).isEqualTo("plain");
    assertThat(openedByNode(sent("/params"), Sealing.Layout.KINDE)).isEqualTo("a=1+2");
    assertThat(openedByNode(sent("/form"), Sealing.Layout.KINDE)).isEqualTo("a=1+2");
    assertThat(openedByNode(sent("/none"), Sealing.Layout.KINDE)).isEmpty();
    API.verify(
        postRequestedFor(urlEqualTo("/text")).withHeader("Content-Type", equalTo("text/plain")));
    API.verify(
        postRequestedFor(urlEqualTo("/form"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded")));
  }

  @Test
  void secureFetch_ofTheSameBodyTwice_sendsDifferentOnes() throws Exception {
    TestRuns.Workflow workflow =
        sealing("await kinde.secureFetch(api + '/twice', { body: 'x' });", Sealing.Layout.KINDE);
    workflow.run();
    String first = sent("/twice");
    workflow.run();
    assertThat(sent("/twice")).isNotEqualTo(first);
  }

  @Test
  void secureFetch_readWithAndWithoutAwait_answersAsFetchDoes() throws Exception {
    Outcome outcome =
        sealing(
                """
                console.log(kinde.secureFetch(api + "/b", { body: "x" }).json.ok);
                const answer = await kinde.secureFetch(api + "/b", { body: "x" });
                console.log(answer.status, answer.json.ok, answer.text);
                """,
                Sealing.Layout.KINDE)
            .run();
    assertThat(log(outcome)).contains("INFO true", "INFO 200 true {\"ok\":true}", "fetch POST");
  }

  @Test
  void secureFetch_withoutAnActiveKey_throwsAndSendsNothing() throws Exception {
    Outcome outcome =
        calling("await kinde.secureFetch(api + '/keyless', { body: 'secret' });")
            .sealing(new Sealing(Sealing.Layout.KINDE, Map.of("another", new SealingKey(KEY))))
            .run();
    assertThat(outcome.error().orElseThrow().message())
        .startsWith("Error: ")
        .contains("no active encryption key", "POST /v1/environments/test/workflows/wf/keys");
    API.verify(0, postRequestedFor(urlEqualTo("/keyless")));
  }

  @Test
  void secureFetch_byAnotherMethod_isRefused() throws Exception {
    Outcome outcome =
        sealing("kinde.secureFetch(api + '/get', { method: 'GET' });", Sealing.Layout.KINDE).run();
    assertThat(outcome.error().orElseThrow().message())
        .isEqualTo("TypeError: kinde.secureFetch sends a sealed body by POST, not by GET");
  }

  @Test
  void secureFetch_obeysEgressAndSharesTheCountOfFetches() throws Exception {
    Outcome elsewhere =
        sealing(
                "await kinde.secureFetch('http://example.org/', { body: 'x' });",
                Sealing.Layout.KINDE)
            .run();
    assertThat(elsewhere.error().orElseThrow().message()).contains("egress");
    Outcome many =
        sealing(
                "for (let i = 0; i < 21; i++) { await kinde[i % 2 ? 'fetch' : 'secureFetch'](api +"
                    + " '/n', { method: 'POST' }); }",
                Sealing.Layout.KINDE)
            .binding("kinde.fetch")
            .run();
    assertThat(many.error().orElseThrow().message()).contains("20 fetches");
  }

  @Test
  void secureFetch_declaredAlone_opensNothingForFetch() throws Exception {
    Outcome outcome =
        sealing("await kinde.fetch(api + '/plain', { method: 'POST' });", Sealing.Layout.KINDE)
            .run();
    assertThat(outcome.error().orElseThrow().message()).contains("doesn't declare");
    assertThat(log(RUNS.workflow("console.log(typeof kinde.secureFetch);").run()))
        .contains("INFO undefined");
  }

  @Test
  void sealingKey_shown_tellsNothing() {
    assertThat(new Sealing(Sealing.Layout.KINDE, Map.of("wf", new SealingKey(KEY))).toString())
        .contains("***")
        .doesNotContain("0123456789");
    assertThatThrownBy(() -> new SealingKey(new byte[16])).hasMessageContaining("32 bytes");
  }
}
