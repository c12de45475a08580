package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether an environment insists on its workflows' types. */
class TypeCheckSettingTest {
  private static final String AT = "/v1/environments/demo";

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

  private HttpResponse<String> put(String typeCheck) {
    return gateway.put(
        AT,
        "{\"repository\":{\"url\":\"https://example.com/a.git\"},\"typeCheck\":\"%s\"}"
            .formatted(typeCheck));
  }

  @Test
  void setting_isShownUnlessItIsTheDefault_andItsChangeIsAudited() {
    assertThat(json(put("warn")).has("typeCheck")).isFalse();
    assertThat(json(put("strict")).path("typeCheck").stringValue()).isEqualTo("strict");
    assertThat(json(gateway.get(AT)).path("typeCheck").stringValue()).isEqualTo("strict");

    assertThat(gateway.get(AT + "/audit").body())
        .contains("{\"setting\":\"typeCheck\",\"from\":\"warn\",\"to\":\"strict\"}");
  }

  @Test
  void setting_ofAnotherWord_isRefused() {
    HttpResponse<String> answer = put("STRICT");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue())
        .contains("`typeCheck` must be strict, warn or off");
  }
}
