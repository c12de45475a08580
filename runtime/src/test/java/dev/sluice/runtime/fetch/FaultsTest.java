package dev.sluice.runtime.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.runtime.fetch.TestFetches.error;
import static dev.sluice.runtime.fetch.TestFetches.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.sluice.runtime.Fetched;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that behave badly: each gives an error that says how, and leaves nothing behind. */
@Timeout(60)
class FaultsTest {
  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance()
          .options(
              wireMockConfig()
                  .dynamicPort()
                  .containerThreads(50)
                  .gzipDisabled(true)
                  .jettyHeaderResponseSize(300_000))
          .build();

  private TestFetches fetches;

  @BeforeEach
  void open() {
    fetches =
        TestFetches.reaching(API.getPort())
            .within(Duration.ofMillis(1_500), Duration.ofMillis(2_500));
  }

  @AfterEach
  void close() {
    fetches.close();
  }

  private Fetches.Answer fetch(ResponseDefinitionBuilder response) {
    API.stubFor(get("/it").willReturn(response));
    return fetches.get("http://localhost:" + API.getPort() + "/it");
  }

  private void assertNothingIsLeft() {
    fetches.awaitNoneLeased();
    assertThat(fetch(ok("well")).fetched().ending()).isEqualTo(Fetched.Ending.SUCCESS);
    assertThat(fetches.connections().getAvailable()).isLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CONNECTION_RESET_BY_PEER | the connection broke: Connection reset
          EMPTY_RESPONSE           | the connection was closed before the answer was complete
          RANDOM_DATA_THEN_CLOSE   | the answer isn't HTTP
          MALFORMED_RESPONSE_CHUNK | the answer broke off or is garbled
          """)
  void fetch_ofAServerWithAFault_saysWhatHappened(Fault fault, String says) {
    for (int i = 0; i < 5; i++) {
      Fetches.Answer answer = fetch(aResponse().withFault(fault));
      assertThat(error(answer)).startsWith("fetch failed: " + says);
      assertThat(answer.fetched().ending()).isEqualTo(Fetched.Ending.FAILED);
      assertThat(answer.code()).isEmpty();
      assertThat(answer.summary())
          .startsWith("fetch GET localhost:" + API.getPort() + "/it failed: ")
          .matches(".* in \\d+ ms");
    }
    assertNothingIsLeft();
  }

  @Test
  void fetch_withoutAnAnswer_endsAtTheFirstBytesDeadline() {
    Fetches.Answer answer = fetch(ok("late").withFixedDelay(20_000));

    assertThat(error(answer)).isEqualTo("fetch failed: no answer within 1500 ms");
    assertThat(answer.fetched().duration())
        .isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(15));
    assertNothingIsLeft();
  }

  @Test
  void fetch_thatDrips_endsAtTheWholeAnswersDeadline() {
    Fetches.Answer answer = fetch(ok("drop".repeat(100)).withChunkedDribbleDelay(100, 20_000));

    assertThat(error(answer)).isEqualTo("fetch failed: the answer wasn't complete within 2500 ms");
    assertThat(answer.fetched().duration())
        .isBetween(Duration.ofMillis(2_500), Duration.ofSeconds(15));
    assertNothingIsLeft();
  }

  @Test
  void fetch_ofMoreThanItMayRead_failsTheRun() {
    Fetches.Answer answer = fetch(ok("x".repeat(TestFetches.USUAL.bodyBytes() + 1)));

    assertThat(answer.code()).contains("answer_too_large");
    assertThat(error(answer)).contains("longer than 1,048,576 bytes");
    assertNothingIsLeft();
  }

  @Test
  void fetch_withManyOrLongHeaders_saysSo() {
    ResponseDefinitionBuilder many = ok("x");
    for (int i = 0; i < 300; i++) {
      many.withHeader("X-" + i, "y");
    }
    ResponseDefinitionBuilder large = ok("x");
    for (int i = 0; i < 10; i++) {
      large.withHeader("X-" + i, "y".repeat(8_000));
    }
    ResponseDefinitionBuilder longer = ok("x").withHeader("X-Long", "y".repeat(100_000));

    assertThat(error(fetch(many))).contains("headers are larger than they may be");
    assertThat(error(fetch(large))).contains("headers are longer than 65,536 bytes");
    assertThat(error(fetch(longer))).contains("headers are larger than they may be");
    assertNothingIsLeft();
  }

  @Test
  void fetch_compressedThoughNobodyAsked_isReadAllTheSame() throws Exception {
    Fetches.Answer answer =
        fetch(
            aResponse()
                .withBody(gzip("{\"plan\":\"gold\"}"))
                .withHeader("Content-Encoding", "gzip"));

    assertThat(json(answer).path("body").asString()).isEqualTo("{\"plan\":\"gold\"}");
    assertThat(API.getAllServeEvents().getFirst().getRequest().getHeader("Accept-Encoding"))
        .isNull();
  }

  @Test
  void fetch_compressedToLittle_isBoundByWhatItComesTo() throws Exception {
    byte[] bomb = gzip("x".repeat(64 * 1024 * 1024));

    Fetches.Answer answer =
        fetch(aResponse().withBody(bomb).withHeader("Content-Encoding", "gzip"));

    assertThat(bomb).hasSizeLessThan(TestFetches.USUAL.bodyBytes());
    assertThat(answer.code()).contains("answer_too_large");
  }

  @Test
  void fetch_compressedBeyondReading_saysSo() {
    Map<String, String> says =
        Map.of(
            "br",
            "compressed by br",
            "gzip",
            "says it is gzip, and isn't",
            "gzip, br",
            "by gzip, br");
    says.forEach((coding, words) ->
        assertThat(error(fetch(ok("?").withHeader("Content-Encoding", coding)))).contains(words));
    assertThat(error(fetch(ok("?").withHeader("Content-Type", "text/plain; charset=klingon"))))
        .contains("charset is unknown: klingon");
  }

  @Test
  void fetch_askingForCompressionItself_isNotSent() {
    API.stubFor(get("/it").willReturn(ok("plain")));
    fetches.send(
        "{\"url\":\"http://localhost:%d/it\",\"method\":\"GET\",\"headers\":[[\"Accept-Encoding\",\"br\"]]}"
            .formatted(API.getPort()));
    assertThat(API.getAllServeEvents().getFirst().getRequest().getHeader("Accept-Encoding"))
        .isNull();
  }

  /** At every moment of a request's life, that of connecting too. */
  @Test
  void end_whileRequestsAreUnderWay_givesThemUpAndTellsOfThem() {
    API.stubFor(get("/it").willReturn(ok("late").withFixedDelay(20_000)));
    String request =
        "{\"url\":\"http://localhost:%d/it\",\"method\":\"GET\"}".formatted(API.getPort());
    for (int round = 0; round < 10; round++) {
      Fetches run = fetches.begin();
      for (int i = 0; i < 4; i++) {
        run.start(request);
      }
      LockSupport.parkNanos(round * 1_000_000L);

      assertThat(run.end())
          .hasSize(4)
          .allSatisfy(answer -> assertThat(answer.summary()).contains("failed: the run ended"));
    }
    assertNothingIsLeft();
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
