package dev.sluice.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
  private final PathTemplate template = new PathTemplate("/v1/things/{thing}/parts/{part}/runs");

  @Test
  void match_ofSuchAPath_givesItsParameters() {
    assertThat(template.match("/v1/things/a/parts/b:c/runs")).contains(List.of("a", "b:c"));
  }

  @Test
  void match_ofAnEncodedPath_decodesEachParameterByItself() {
    assertThat(template.match("/v1/things/%61/parts/b%2Fc/runs")).contains(List.of("a", "b/c"));
  }

  @Test
  void match_ofOneMoreSlash_doesNotMind() {
    assertThat(template.match("/v1/things/a/parts/b/runs/")).contains(List.of("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/v1/things/a/parts/b",
        "/v1/things/a/parts/b/run",
        "/v1/things/a/parts/b/runsx",
        "/v1/things/a/parts/b/runs/c",
        "/v1/things/a/parts/b/runs//",
        "/v1/things//parts/b/runs",
        "//v1/things/a/parts/b/runs",
        "v1/things/a/parts/b/runs",
      })
  void match_ofAnotherPath_isEmpty(String path) {
    assertThat(template.match(path)).isEmpty();
  }
}
