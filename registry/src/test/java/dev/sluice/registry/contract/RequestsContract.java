package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.request.Requests;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store must do with requests that may be sent again: let each be done once. */
public abstract class RequestsContract extends RegistryContract {
  private static final RequestName NAME = new RequestName("key_a", "deploy-1");
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, "application/json", new Secret("{\"key\":\"sluice_x\"}"));

  @Test
  void begin_answeredBefore_givesTheSameAnswer() {
    registry.requests().answered(NAME, begun("f"), ANSWER);

    assertThat(begin("f")).isEqualTo(new Beginning.Answered(ANSWER));
  }

  @Test
  void begin_anotherRequestOfThatName_isDifferent() {
    String claim = begun("f");
    assertThat(begin("g")).isEqualTo(new Beginning.Different());

    registry.requests().answered(NAME, claim, ANSWER);
    assertThat(begin("g")).isEqualTo(new Beginning.Different());
  }

  @Test
  void begin_whileItIsBeingDone_isUnderWay() {
    begun("f");

    assertThat(begin("f")).isEqualTo(new Beginning.UnderWay(now().plus(Requests.PATIENCE)));
  }

  @Test
  void begin_sameNameOfAnotherCaller_isItsOwn() {
    begun("f");

    assertThat(registry.requests().begin(new RequestName("key_b", NAME.name()), "g"))
        .isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void begin_aDayLater_isAnew() {
    registry.requests().answered(NAME, begun("f"), ANSWER);

    clock.pass(Requests.REMEMBERED.plusMillis(1));

    assertThat(begin("g")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void begin_abandonedWithoutAChange_takesOver_andTheFirstCanChangeNothing() {
    Registry first = acting(begun("f"));
    clock.pass(Requests.PATIENCE);

    Registry second = acting(begun("f"));

    assertThatIllegalStateException().isThrownBy(() -> change(first));
    change(second);
    assertThat(registry.variables().list(PRODUCTION)).hasSize(1);
  }

  @Test
  void begin_abandonedAfterAChange_saysWhichAndDoesNothing() {
    change(acting(begun("f")));
    String entry =
        registry.audit().list(AuditFilter.ALL, PageRequest.first(1)).items().getFirst().id();

    assertThat(begin("f")).isEqualTo(new Beginning.UnderWay(now().plus(Requests.PATIENCE)));
    clock.pass(Requests.PATIENCE);

    assertThat(begin("f")).isEqualTo(new Beginning.AnswerLost(entry));
  }

  @Test
  void withdrawn_withoutAChange_canBeSentAnew() {
    assertThat(registry.requests().withdrawn(begun("f"))).isTrue();

    assertThat(begin("g")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void withdrawn_afterAChange_isKept() {
    String claim = begun("f");
    change(acting(claim));

    assertThat(registry.requests().withdrawn(claim)).isFalse();

    assertThat(begin("f")).isEqualTo(new Beginning.UnderWay(now().plus(Requests.PATIENCE)));
  }

  @Test
  void begin_moreThanACallerMay_saysUntilWhen() {
    for (int i = 0; i < Requests.MOST; i++) {
      registry.requests().begin(new RequestName("key_a", "n" + i), "f");
    }

    assertThat(begin("f")).isEqualTo(new Beginning.TooMany(now().plus(Requests.REMEMBERED)));
    assertThat(registry.requests().begin(new RequestName("key_b", "n"), "f"))
        .isInstanceOf(Beginning.Begun.class);
    clock.pass(Requests.REMEMBERED.plusMillis(1));
    assertThat(begin("f")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void prune_forgetsTheOldOnly() {
    begun("f");
    clock.pass(Duration.ofSeconds(1));
    registry.requests().begin(new RequestName("key_a", "later"), "f");

    assertThat(registry.requests().prune(now())).isOne();

    assertThat(registry.requests().begin(new RequestName("key_a", "later"), "f"))
        .isEqualTo(new Beginning.UnderWay(now().plus(Requests.PATIENCE)));
    assertThat(begin("g")).isInstanceOf(Beginning.Begun.class);
  }

  @Test
  void name_emptyOrLong_isRefused() {
    for (String name : new String[] {"", " ", "a".repeat(201)}) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RequestName("key_a", name));
    }
  }

  private Registry acting(String claim) {
    return registry.as(Actor.PROCESS.with(claim));
  }

  private static void change(Registry acting) {
    Variable variable = new Variable(new VariableName("A"), new Secret("1"), false);
    acting.variables().put(PRODUCTION, variable, new KeyId("key_test"));
  }

  private Beginning begin(String fingerprint) {
    return registry.requests().begin(NAME, fingerprint);
  }

  private String begun(String fingerprint) {
    return Optional.of(begin(fingerprint)).map(Beginning.Begun.class::cast).orElseThrow().claim();
  }
}
