package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.registry.FullException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.variable.Edit;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.NextOutcome;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.variable.Variables;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store's variables must do. */
public abstract class VariablesContract extends RegistryContract {
  private static final Variable PLAIN = variable("API_URL", "https://example.com/☂", false);
  private static final Variable SECRET = variable("api_key", "k-".repeat(5000), true);
  private static final VariableName KEY = SECRET.name();
  private static final VariableName MISSING = new VariableName("MISSING");
  private static final Secret NEXT = new Secret("the next one ☂");
  private static final KeyId ALICE = new KeyId("key_alice");
  private static final KeyId BOB = new KeyId("key_bob");

  @Test
  void put_secretLeftOut_isAsItIsInThatMoment() {
    registry.variables().put(PRODUCTION, PLAIN, ALICE);
    registry.variables().put(PRODUCTION, new Variable(KEY, new Secret("first"), true), ALICE);

    assertThat(putAgain(PLAIN.name()).variable().secret()).isFalse();
    assertThat(putAgain(KEY).variable().secret()).isTrue();
    assertThat(putAgain(new VariableName("NEW")).variable().secret()).isFalse();
    assertThat(registry.variables().list(PRODUCTION))
        .extracting(it -> it.variable().value().reveal())
        .containsOnly("again");
  }

  private KeptVariable putAgain(VariableName name) {
    return registry
        .variables()
        .put(PRODUCTION, name, secret -> new Variable(name, new Secret("again"), secret), BOB);
  }

  @Test
  void put_several_areListedByName() {
    put(PRODUCTION, SECRET);
    put(PRODUCTION, PLAIN);
    put(STAGING, variable("API_URL", "another", false));

    assertThat(listed(PRODUCTION)).containsExactly(PLAIN, SECRET);
    assertThat(listed(NOWHERE)).isEmpty();
  }

  @Test
  void put_again_replacesAllOfIt() {
    put(PRODUCTION, SECRET.withNext(Optional.of(NEXT)));
    Variable plain = variable("api_key", "", false);

    put(PRODUCTION, plain);

    assertThat(listed(PRODUCTION)).containsExactly(plain);
  }

  @Test
  void put_byOneThenAnother_tellsWhenAndByWhomItWasLast() {
    put(PRODUCTION, SECRET);
    clock.pass(Duration.ofSeconds(3));

    KeptVariable kept = registry.variables().put(PRODUCTION, PLAIN, BOB);

    assertThat(kept.edit()).contains(new Edit(now(), BOB));
    assertThat(registry.variables().list(PRODUCTION))
        .containsExactly(
            kept, new KeptVariable(SECRET, Optional.of(new Edit(now().minusSeconds(3), ALICE))));
  }

  @Test
  void put_noSuchEnvironment_saysSo() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> put(NOWHERE, SECRET))
        .withMessageContaining("nowhere")
        .satisfies(e -> assertThat(e.toString()).doesNotContain(SECRET.value().reveal()));
  }

  @Test
  void rotate_nextSet_makesItTheValue() {
    put(PRODUCTION, SECRET.withNext(Optional.of(NEXT)));
    assertThat(listed(PRODUCTION)).containsExactly(SECRET.withNext(Optional.of(NEXT)));
    clock.pass(Duration.ofSeconds(1));

    NextOutcome outcome = registry.variables().rotate(PRODUCTION, KEY, BOB);

    KeptVariable rotated =
        new KeptVariable(new Variable(KEY, NEXT, true), Optional.of(new Edit(now(), BOB)));
    assertThat(outcome).isEqualTo(new NextOutcome.Done(rotated));
    assertThat(registry.variables().list(PRODUCTION)).containsExactly(rotated);
    assertThat(registry.variables().rotate(PRODUCTION, KEY, BOB))
        .isEqualTo(new NextOutcome.NoNext());
  }

  @Test
  void previewValue_staysWhileTheValueIsRotated() {
    Variable both =
        new Variable(
            KEY, SECRET.value(), Optional.of(NEXT), Optional.of(new Secret("a sandbox's")), true);
    Variable plain =
        new Variable(
            PLAIN.name(), PLAIN.value(), Optional.empty(), Optional.of(new Secret("p")), false);
    put(PRODUCTION, both);
    put(PRODUCTION, plain);
    assertThat(listed(PRODUCTION)).containsExactlyInAnyOrder(plain, both);

    registry.variables().rotate(PRODUCTION, KEY, BOB);

    assertThat(listed(PRODUCTION)).containsExactlyInAnyOrder(plain, both.withValue(NEXT));
  }

  @Test
  void putNext_ofASecret_leavesItsValue() {
    put(PRODUCTION, SECRET);

    NextOutcome outcome = registry.variables().putNext(PRODUCTION, KEY, NEXT, BOB);

    KeptVariable kept =
        new KeptVariable(SECRET.withNext(Optional.of(NEXT)), Optional.of(new Edit(now(), BOB)));
    assertThat(outcome).isEqualTo(new NextOutcome.Done(kept));
    assertThat(registry.variables().list(PRODUCTION)).containsExactly(kept);
  }

  @Test
  void putNext_ofAPlainOne_isRefused() {
    put(PRODUCTION, PLAIN);

    assertThat(registry.variables().putNext(PRODUCTION, PLAIN.name(), NEXT, BOB))
        .isEqualTo(new NextOutcome.NotSecret());
    assertThat(listed(PRODUCTION)).containsExactly(PLAIN);
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.withNext(Optional.of(NEXT)));
  }

  @Test
  void dropNext_nextSet_leavesTheValue() {
    put(PRODUCTION, SECRET.withNext(Optional.of(NEXT)));

    assertThat(registry.variables().dropNext(PRODUCTION, KEY, BOB))
        .isInstanceOf(NextOutcome.Done.class);
    assertThat(listed(PRODUCTION)).containsExactly(SECRET);
    assertThat(registry.variables().dropNext(PRODUCTION, KEY, BOB))
        .isEqualTo(new NextOutcome.NoNext());
  }

  @Test
  void next_ofWhatIsNotThere_isUnknown() {
    put(STAGING, SECRET.withNext(Optional.of(NEXT)));

    assertThat(registry.variables().putNext(PRODUCTION, KEY, NEXT, BOB))
        .isEqualTo(new NextOutcome.Unknown());
    assertThat(registry.variables().rotate(PRODUCTION, KEY, BOB))
        .isEqualTo(new NextOutcome.Unknown());
    assertThat(registry.variables().dropNext(NOWHERE, KEY, BOB))
        .isEqualTo(new NextOutcome.Unknown());
    assertThat(listed(STAGING)).containsExactly(SECRET.withNext(Optional.of(NEXT)));
  }

  @Test
  void next_eachChange_growsTheRevisionAndIsTold() {
    put(PRODUCTION, SECRET);
    List<Long> revisions = new ArrayList<>();
    registry.signals().onEnvironmentChanged(environment -> revisions.add(revision()));
    long before = revision();

    registry.variables().rotate(PRODUCTION, KEY, BOB);
    registry.variables().putNext(PRODUCTION, KEY, NEXT, BOB);
    registry.variables().rotate(PRODUCTION, KEY, BOB);
    registry.variables().putNext(PRODUCTION, KEY, NEXT, BOB);
    registry.variables().dropNext(PRODUCTION, KEY, BOB);
    registry.variables().dropNext(PRODUCTION, MISSING, BOB);

    revisions.addFirst(before);
    assertThat(revisions).hasSize(5).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void syncsAndRollbacks_leaveVariablesAsTheyAre() {
    put(PRODUCTION, SECRET);
    put(PRODUCTION, PLAIN);
    samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    registry.variables().putNext(PRODUCTION, KEY, NEXT, ALICE);
    registry.variables().rotate(PRODUCTION, KEY, ALICE);
    registry.variables().putNext(PRODUCTION, KEY, new Secret("another"), ALICE);
    registry.variables().delete(PRODUCTION, PLAIN.name());
    List<KeptVariable> kept = registry.variables().list(PRODUCTION);
    clock.pass(Duration.ofSeconds(1));

    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    Sync failing = samples.running(PRODUCTION);
    registry.syncs().end(failing.claim(), new SyncEnding.Failed("the remote was away"));
    registry.releases().rollback(PRODUCTION, 1, ChangeRequest.by("key_bob"));
    samples.environment(PRODUCTION, false);

    assertThat(registry.variables().list(PRODUCTION)).isEqualTo(kept);
    assertThat(kept.getFirst().variable().value()).isEqualTo(NEXT);
  }

  @Test
  void delete_there_isGoneFromThatEnvironmentOnly() {
    put(PRODUCTION, PLAIN);
    put(STAGING, PLAIN);

    assertThat(registry.variables().has(PRODUCTION, PLAIN.name())).isTrue();
    assertThat(registry.variables().delete(PRODUCTION, PLAIN.name())).isTrue();

    assertThat(registry.variables().has(PRODUCTION, PLAIN.name())).isFalse();
    assertThat(registry.variables().has(STAGING, PLAIN.name())).isTrue();
    assertThat(listed(PRODUCTION)).isEmpty();
    assertThat(listed(STAGING)).containsExactly(PLAIN);
    assertThat(registry.variables().delete(PRODUCTION, PLAIN.name())).isFalse();
    assertThat(registry.variables().delete(NOWHERE, PLAIN.name())).isFalse();
  }

  @Test
  void put_moreThanAnEnvironmentMayHave_isRefusedAndChangesNothing() {
    for (int i = 0; i < Variables.MOST; i++) {
      put(STAGING, variable("V" + i, "v", false));
    }

    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> put(STAGING, PLAIN))
        .withMessage("the environment staging has 1,000 variables, as many as it may");
    put(STAGING, variable("V7", "replaced", false));
    put(PRODUCTION, PLAIN);

    assertThat(listed(STAGING)).hasSize(Variables.MOST).doesNotContain(PLAIN);
  }

  @Test
  void putAndPutNext_valuesTooLargeTogether_areRefusedAndChangeNothing() {
    String large = "x".repeat(1024 * 1024 - 1000);
    put(PRODUCTION, variable("A", large, true));
    put(PRODUCTION, SECRET);
    put(PRODUCTION, variable("B", "small", true));

    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() -> put(PRODUCTION, variable("B", large, true)))
        .withMessageContaining("2,097,152 bytes");
    assertThatExceptionOfType(FullException.class)
        .isThrownBy(() ->
            registry
                .variables()
                .putNext(PRODUCTION, new VariableName("B"), new Secret(large), ALICE));

    assertThat(listed(PRODUCTION)).contains(variable("B", "small", true));
  }

  private void put(EnvironmentName environment, Variable variable) {
    registry.variables().put(environment, variable, ALICE);
  }

  private List<Variable> listed(EnvironmentName environment) {
    return registry.variables().list(environment).stream().map(KeptVariable::variable).toList();
  }

  private long revision() {
    return registry.revisions().environments().getOrDefault(PRODUCTION, 0L);
  }

  private static Variable variable(String name, String value, boolean secret) {
    return new Variable(new VariableName(name), new Secret(value), secret);
  }
}
