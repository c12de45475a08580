package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.registry.Secret;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminKeyTest {
  private static final String GOOD = "0123456789abcdef0123456789ABCDEF+/=_-.~!";

  @Test
  void given_goodOne_isTakenAsItIs() {
    assertThat(given(GOOD)).contains(new Secret(GOOD));
    assertThat(given("x".repeat(500))).isPresent();
  }

  @Test
  void given_noneOrEmpty_isNone() {
    assertThat(AdminKey.given(Map.of())).isEmpty();
    assertThat(given("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s\n", " %s", "a pass phrase %s", "%s\u0000", "%s\u007f", "%s\u00e9"})
  void given_whatNoHeaderCarries_isRefusedWithoutRepeatingIt(String form) {
    assertThatThrownBy(() -> given(form.formatted(GOOD)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContainingAll("SLUICE_ADMIN_KEY", "sent in a header", "openssl rand -hex 32")
        .hasMessageNotContaining(GOOD);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 501})
  void given_tooShortOrTooLong_isRefused(int length) {
    assertThatThrownBy(() -> given("x".repeat(length)))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("32 to 500 characters, and has " + length);
  }

  private static Optional<Secret> given(String key) {
    return AdminKey.given(Map.of("SLUICE_ADMIN_KEY", key));
  }
}
