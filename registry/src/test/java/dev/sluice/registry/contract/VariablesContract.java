package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.Secret;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import org.junit.jupiter.api.Test;

/** What every store's variables must do. */
public abstract class VariablesContract extends RegistryContract {
  private static final Variable PLAIN = variable("API_URL", "https://example.com/☂", false);
  private static final Variable SECRET = variable("api_key", "k-".repeat(5000), true);

  @Test
  void put_several_areListedByName() {
    registry.variables().put(PRODUCTION, SECRET);
    registry.variables().put(PRODUCTION, PLAIN);
    registry.variables().put(STAGING, variable("API_URL", "another", false));

    assertThat(registry.variables().list(PRODUCTION)).containsExactly(PLAIN, SECRET);
    assertThat(registry.variables().list(NOWHERE)).isEmpty();
  }

  @Test
  void put_again_replacesValueAndSecrecy() {
    registry.variables().put(PRODUCTION, PLAIN);
    Variable secret = variable("API_URL", "", true);

    registry.variables().put(PRODUCTION, secret);

    assertThat(registry.variables().list(PRODUCTION)).containsExactly(secret);
  }

  @Test
  void put_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.variables().put(NOWHERE, SECRET))
        .withMessageContaining("nowhere")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET.value().reveal()));
  }

  @Test
  void delete_there_isGoneFromThatEnvironmentOnly() {
    registry.variables().put(PRODUCTION, PLAIN);
    registry.variables().put(STAGING, PLAIN);

    assertThat(registry.variables().delete(PRODUCTION, PLAIN.name())).isTrue();

    assertThat(registry.variables().list(PRODUCTION)).isEmpty();
    assertThat(registry.variables().list(STAGING)).containsExactly(PLAIN);
    assertThat(registry.variables().delete(PRODUCTION, PLAIN.name())).isFalse();
    assertThat(registry.variables().delete(NOWHERE, PLAIN.name())).isFalse();
  }

  private static Variable variable(String name, String value, boolean secret) {
    return new Variable(new VariableName(name), new Secret(value), secret);
  }
}
