package dev.sluice.runtime.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.FailurePolicy;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.Trigger;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {
  private static ProgramSource declaring(String... bindings) {
    return new ProgramSource(
        new ProgramSource.Owner("test", "wf"),
        new BundleCode("", "{}"),
        Trigger.USER_TOKENS_GENERATION,
        new ProgramSource.Declared(Set.of(bindings), Set.of()),
        FailurePolicy.STOP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      textBlock =
          """
          TypeError: URL is not a constructor → "url": {}
          TypeError: URLSearchParams is not a constructor → "url": {}
          TypeError: Cannot read property 'canParse' of undefined → "url": {}
          TypeError: Cannot read property 'get' of undefined → "kinde.env": {} or "kinde.localization": {}
          TypeError: Cannot read property 'setCustomClaim' of undefined → "kinde.accessToken": {}
          TypeError: kinde.secureFetch is not a function → "kinde.secureFetch": {}
          Error: auth binding not available → "kinde.auth": {}
          """)
  void forRun_usingWhatIsNotDeclared_saysWhatToDeclare(String message, String toAdd) {
    assertThat(Hints.forRun(message, declaring("kinde.idToken", "kinde.fetch")).orElseThrow())
        .contains("declares only kinde.fetch, kinde.idToken")
        .contains("Add " + toAdd + " to workflowSettings.bindings");
  }

  @Test
  void forRun_declaringNothing_saysSo() {
    assertThat(Hints.forRun("TypeError: URL is not a constructor", declaring()).orElseThrow())
        .contains("declares no bindings");
  }

  @Test
  void forRun_usingWhatTheTriggerHasNot_namesTheTrigger() {
    String message = "TypeError: Cannot read property 'denySelection' of undefined";
    assertThat(Hints.forRun(message, declaring("kinde.plan")))
        .contains("The trigger user:tokens_generation has no kinde.plan.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TypeError: Cannot read property 'get' of undefined",
        "TypeError: Cannot read property 'name' of undefined",
        "TypeError: kinde.unheardOf is not a function",
        "Error: the ledger is closed"
      })
  void forRun_ofWhatIsNoBindings_saysNothing(String message) {
    assertThat(Hints.forRun(message, declaring("kinde.env", "kinde.localization"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ReferenceError: process is not defined",
        "TypeError: Cannot read property 'get' of undefined",
        "TypeError: kinde.fetch is not a function",
        "Error: env binding not available"
      })
  void forLoading_usingABinding_saysWhereBindingsAre(String message) {
    assertThat(Hints.forLoading(message).orElseThrow()).contains("only there inside the default");
  }

  @Test
  void forLoading_ofAnythingElse_saysWhatItWouldAnyway() {
    assertThat(Hints.forLoading("ReferenceError: Buffer is not defined").orElseThrow())
        .contains("TextEncoder")
        .doesNotContain("default function");
    assertThat(Hints.forLoading("Error: the ledger is closed")).isEmpty();
  }
}
