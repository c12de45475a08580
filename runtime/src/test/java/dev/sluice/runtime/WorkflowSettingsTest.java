package dev.sluice.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.runtime.WorkflowSettings.Flaw;
import dev.sluice.runtime.WorkflowSettings.Reading;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkflowSettingsTest {
  @Test
  void settings_complete_readWhole() {
    var settings =
        valid(
            """
            {"id": "claims", "name": "Claims", "trigger": "user:tokens_generation",
             "failurePolicy": {"action": "continue"}, "timeout": 3,
             "bindings": {"kinde.accessToken": {"resetClaims": true}, "kinde.user": {}, "url": {}}}
            """);

    assertThat(settings)
        .isEqualTo(
            new WorkflowSettings(
                "claims",
                Optional.of("Claims"),
                Trigger.USER_TOKENS_GENERATION,
                FailurePolicy.CONTINUE,
                new ProgramSource.Declared(
                    Set.of("kinde.accessToken", "kinde.user", "url"),
                    Set.of("kinde.accessToken"))));
  }

  @Test
  void settings_withIdAndTriggerOnly_stopOnFailureAndDeclareNothing() {
    var settings = valid("{\"id\":\"a\",\"trigger\":\"m2m:token_generation\"}");

    assertThat(settings.failurePolicy()).isEqualTo(FailurePolicy.STOP);
    assertThat(settings.declared().bindings()).isEmpty();
    assertThat(settings.name()).isEmpty();
  }

  @Test
  void bindings_asListOfNames_areDeclared() {
    var settings =
        valid(
            """
            {"id": "a", "trigger": "user:pre_mfa", "bindings": ["kinde.mfa", 7]}\
            """);

    assertThat(settings.declared().bindings()).containsExactly("kinde.mfa");
  }

  @Test
  void settings_wrongInSeveralWays_nameEachFieldAtOnce() {
    var invalid =
        invalid(
            """
            {"id": 7, "trigger": "m2m:tokens_generation", "bindings": "all",
             "failurePolicy": {"action": "retry"}}
            """);

    assertThat(invalid.flaws())
        .extracting(Flaw::field)
        .containsExactly("id", "trigger", "failurePolicy.action", "bindings");
    assertThat(invalid.flaws().get(1).message())
        .contains("Unknown trigger requested: \"m2m:tokens_generation\"")
        .contains("m2m:token_generation");
  }

  @Test
  void settings_thatAreNoObject_invalidAsAWhole() {
    assertThat(invalid("[1]").flaws()).extracting(Flaw::field).containsExactly("");
    assertThat(invalid("{").flaws()).extracting(Flaw::kind).containsExactly(Flaw.Kind.INVALID);
  }

  @Test
  void settings_withoutId_stillTellTheirTrigger() {
    assertThat(invalid("{\"trigger\":\"user:pre_mfa\"}").trigger()).contains(Trigger.PRE_MFA);
  }

  private static WorkflowSettings valid(String json) {
    return assertThat(WorkflowSettings.read(json))
        .asInstanceOf(type(Reading.Valid.class))
        .actual()
        .settings();
  }

  private static Reading.Invalid invalid(String json) {
    return assertThat(WorkflowSettings.read(json))
        .asInstanceOf(type(Reading.Invalid.class))
        .actual();
  }
}
