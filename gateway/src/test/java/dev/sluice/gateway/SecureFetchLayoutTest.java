package dev.sluice.gateway;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.gateway.TestGateway.json;
import static dev.sluice.gateway.TestWorkflow.TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** How an environment's workflows seal what they send. */
class SecureFetchLayoutTest {
  private static final String AT = "/v1/environments/demo";

  @RegisterExtension
  static final WireMockExtension API =
      WireMockExtension.newInstance().options(wireMockConfig().dynamicPort()).build();

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private HttpResponse<String> put(String secureFetch) {
    return gateway.put(
        AT,
        """
        {"repository":{"url":"https://example.com/a.git"},\
         "egress":{"allow":["localhost:%d"]},"secureFetch":%s}\
        """
            .formatted(API.getPort(), secureFetch));
  }

  @Test
  void layout_isShownAsItWasPut_unlessItIsTheDefault() {
    assertThat(json(put("{\"layout\":\"tag_last\"}")).at("/secureFetch/layout").stringValue())
        .isEqualTo("tag_last");
    assertThat(json(gateway.get(AT)).path("secureFetch").toString())
        .isEqualTo("{\"layout\":\"tag_last\"}");
    assertThat(put("{\"layout\":\"kinde\"}").statusCode()).isEqualTo(200);
    assertThat(json(gateway.get(AT)).has("secureFetch")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {}                              | field `secureFetch.layout` is missing
          {"layout":"TAG_FIRST"}          | `secureFetch.layout` must be one of kinde, tag_last
          {"layout":1}                    | field `secureFetch.layout` must be text
          {"layout":"kinde","key":"a"}    | no field `secureFetch.key`; known are: layout
          "kinde"                         | field `secureFetch` must be an object
          """)
  void layout_thatIsWrong_isToldWhere(String secureFetch, String telling) {
    HttpResponse<String> answer = put(secureFetch);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue()).contains(telling);
    assertThat(gateway.get(AT).statusCode()).isEqualTo(404);
  }

  @Test
  void secureFetch_inAnyLayoutWithoutAKey_sendsNothingAndSaysWhatIsMissing() {
    put("{\"layout\":\"tag_last\"}");
    String body =
        "await kinde.secureFetch('http://localhost:%d/', { body: 'x' })".formatted(API.getPort());
    gateway.live(new TestWorkflow("send", TOKENS, body).build());

    JsonNode answer = json(gateway.run(TOKENS));

    assertThat(answer.at("/error/code").stringValue()).isEqualTo("uncaught_exception");
    assertThat(answer.at("/error/message").stringValue())
        .contains("no active encryption key", "nothing was sent", "/workflows/send/keys");
    API.verify(0, anyRequestedFor(anyUrl()));
  }
}
