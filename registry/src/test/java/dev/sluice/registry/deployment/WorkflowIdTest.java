package dev.sluice.registry.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkflowIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "addCustomClaimWorkflow",
        "add-claims_2.v1",
        "auth/addClaims",
        "...",
        "..a/.b/c..",
        "a//b/",
        "ключ 🔑"
      })
  void id_thatAPathCanName_isOne(String id) {
    assertThat(WorkflowId.given(id).value()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".", "..", "../..", "/..", "a/../b", "a/.", "./a", "a\\b", "a\nb", "\u007f", "\ud800", "",
        " "
      })
  void id_thatNoPathCanName_isNone(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> WorkflowId.given(id));
  }

  @Test
  void id_has200CharactersAtMost() {
    assertThat(WorkflowId.given("a".repeat(200)).value()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkflowId.given("a".repeat(201)))
        .withMessageContaining("200");
  }
}
