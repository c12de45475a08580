package dev.sluice.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Before anything is timed, all answers must have the same effects. */
class LiveSluiceTest {
  private static final String CLAIMS =
      """
      "roles": ["owner", "billing"], "companyName": "Acme Inc.", "userId": "kp_1",
      "organization": "org_1", "seats": 25
      """;

  private static String answer(String claims, String more) {
    return "{\"effects\":{\"accessToken\":{\"claims\":{%s}}%s},\"runId\":\"x\"}"
        .formatted(claims, more);
  }

  @Test
  void answer_withTheSameEffects_passes_whateverTheirOrder() {
    assertThatCode(() -> LiveSluice.requireFiveClaims("it", answer(CLAIMS, "")))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"25", "\"owner\", ", "seats", "kp_1"})
  void answer_withAnotherClaim_doesnt(String left) {
    String claims = CLAIMS.replace(left, left.equals("25") ? "26" : "");

    assertThatThrownBy(() -> LiveSluice.requireFiveClaims("it", answer(claims, "")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void answer_withAnEffectMore_doesnt() {
    String denied = answer(CLAIMS, ",\"auth\":{\"denied\":{\"reason\":\"\"}}");

    assertThatThrownBy(() -> LiveSluice.requireFiveClaims("it", denied))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("it has other effects");
  }

  @Test
  void answer_withNone_doesnt() {
    assertThatThrownBy(() -> LiveSluice.requireFiveClaims("it", "{\"status\":\"failed\"}"))
        .isInstanceOf(IllegalStateException.class);
  }
}
