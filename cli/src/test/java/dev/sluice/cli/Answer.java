package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server answered a test. */
record Answer(HttpResponse<String> response) {
  private static final JsonMapper JSON = new JsonMapper();

  int status() {
    return response.statusCode();
  }

  String body() {
    return response.body();
  }

  JsonNode json() {
    return JSON.readTree(body());
  }

  Optional<String> header(String name) {
    return response.headers().firstValue(name);
  }

  /** The same, if it has that status. */
  Answer expect(int status) {
    assertThat(status()).as("%s: %s", response.uri(), body()).isEqualTo(status);
    return this;
  }

  /** Asserts that it is a problem with that status and code. */
  void expectProblem(int status, String code) {
    expect(status);
    assertThat(header("Content-Type")).hasValue("application/problem+json");
    assertThat(json().path("code").asString()).as(body()).isEqualTo(code);
    assertThat(json().path("status").asInt()).isEqualTo(status);
    assertThat(json().path("detail").asString()).isNotBlank();
  }
}
