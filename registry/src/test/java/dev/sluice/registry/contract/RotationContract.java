package dev.sluice.registry.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.TestClock;
import dev.sluice.registry.OutdatedKeyException;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunFilter;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.run.UserId;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sql.Store;
import dev.sluice.registry.sql.StoreRotation;
import dev.sluice.registry.variable.KeptVariable;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.MasterKeyException;
import dev.sluice.registry.vault.MasterKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What every store must do when its master key is rotated: open everything, under the new one. */
public abstract class RotationContract {
  protected static final MasterKey OLD = key("b2xkIGtleSB0aGF0IHRlc3RzIHVzZSwgMzIgYnl0ZXM=");
  private static final MasterKey NEW = key("bmV3IGtleSB0aGF0IHRlc3RzIHVzZSwgMzIgYnl0ZXM=");
  private static final MasterKey NEWER = key("bndyIGtleSB0aGF0IHRlc3RzIHVzZSwgMzIgYnl0ZXM=");
  private static final MasterKeys BOTH = new MasterKeys(OLD, Optional.of(NEW));

  private static final EnvironmentName PRODUCTION = new EnvironmentName("production");
  private static final UserId ALICE = new UserId("kp_alice");
  private static final KeyId BY = new KeyId("key_1");
  private static final VariableName A = new VariableName("A");
  private static final VariableName B = new VariableName("B");
  private static final RequestName REQUEST = new RequestName("key_1", "once");
  private static final KeptAnswer ANSWER =
      new KeptAnswer(201, "application/json", new Secret("an answer"));
  private static final KeyMaterial MATERIAL = KeyMaterial.random();

  protected final TestClock clock = new TestClock();

  /** The registry of this test, opened once more. */
  protected abstract Registry open(MasterKeys keys, Clock clock);

  private Registry open(MasterKeys keys) {
    return open(keys, clock);
  }

  /** Its tables. */
  protected abstract Store store();

  private static MasterKey key(String text) {
    return MasterKey.parse(text, "a test");
  }

  @Test
  void run_everythingSealed_opensUnderTheNewKeyAndNoOther() {
    fill();

    assertThat(rotate(BOTH)).isEqualTo(OptionalInt.of(6));

    try (Registry registry = open(MasterKeys.of(NEW))) {
      assertHoldsAll(registry);
    }
    assertThatThrownBy(() -> open(MasterKeys.of(OLD))).isInstanceOf(MasterKeyException.class);
  }

  @Test
  void run_manyValues_opensAllOfThem() {
    fill();
    try (Registry registry = open(MasterKeys.of(OLD))) {
      for (int i = 0; i < 60; i++) {
        registry.variables().put(PRODUCTION, variable(i), BY);
      }
    }

    assertThat(rotate(BOTH)).isEqualTo(OptionalInt.of(66));

    try (Registry registry = open(MasterKeys.of(NEW))) {
      List<Variable> found =
          registry.variables().list(PRODUCTION).stream().map(KeptVariable::variable).toList();
      for (int i = 0; i < 60; i++) {
        assertThat(found).contains(variable(i));
      }
    }
  }

  private static Variable variable(int number) {
    return new Variable(new VariableName("V" + number), new Secret("value " + number), true);
  }

  @Test
  void run_again_changesNothing() {
    fill();
    rotate(BOTH);

    assertThat(rotate(BOTH)).isEmpty();

    try (Registry registry = open(MasterKeys.of(NEW))) {
      assertHoldsAll(registry);
    }
  }

  @Test
  void run_aSecondTime_stillFindsTheRunsOfBefore() {
    fill();
    rotate(BOTH);

    rotate(new MasterKeys(NEW, Optional.of(NEWER)));

    try (Registry registry = open(MasterKeys.of(NEWER))) {
      assertHoldsAll(registry);
      registry.runs().append(List.of(run("run_2")));
      assertThat(runsOfAlice(registry)).containsExactly("run_2", "run_1");
    }
  }

  @Test
  void process_withBothKeys_goesOn() {
    fill();
    try (Registry before = open(BOTH)) {
      before.variables().list(PRODUCTION);

      rotate(BOTH);

      assertThat(before.isKeyOutdated()).isFalse();
      assertThat(value(before)).isEqualTo("a value");
      assertHoldsAll(before);
      before.variables().put(PRODUCTION, new Variable(A, new Secret("changed"), true), BY);
      before.runs().append(List.of(run("run_2")));
    }
    try (Registry after = open(MasterKeys.of(NEW))) {
      assertThat(value(after)).isEqualTo("changed");
      assertThat(runsOfAlice(after)).containsExactly("run_2", "run_1");
    }
  }

  @Test
  void writers_inLineBehindTheRotation_sealUnderTheNewKey() throws Exception {
    fill();
    CountDownLatch begun = new CountDownLatch(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2);
        Registry before = open(BOTH, new HookedClock(clock, begun::countDown))) {
      List<Future<?>> writers = new ArrayList<>();
      Runnable inTheRotation =
          () -> {
            for (VariableName name : List.of(A, B)) {
              Variable changed = new Variable(name, new Secret("changed"), true);
              writers.add(threads.submit(() -> before.variables().put(PRODUCTION, changed, BY)));
            }
            assertThat(uninterruptibly(begun)).isTrue();
          };

      rotate(BOTH, new HookedClock(clock, once(inTheRotation)));

      for (Future<?> writer : writers) {
        writer.get();
      }
    }
    try (Registry after = open(MasterKeys.of(NEW))) {
      assertThat(after.variables().list(PRODUCTION))
          .extracting(kept -> kept.variable().value().reveal())
          .containsExactly("changed", "changed");
    }
  }

  @Test
  void run_again_sealsWhatIsLeftUnderTheOldKey() {
    fill();
    try (Store store = store()) {
      byte[] old =
          store.read(moment ->
              moment.createQuery("SELECT value FROM workflow_keys").mapTo(byte[].class).one());
      rotate(BOTH);
      store.write(transaction -> transaction.execute("UPDATE workflow_keys SET value = ?", old));
    }

    assertThat(rotate(BOTH)).hasValue(1);

    try (Registry registry = open(MasterKeys.of(NEW))) {
      assertHoldsAll(registry);
    }
  }

  @Test
  void process_withTheOldKeyAlone_isKeptFromWritingWhatNobodyCouldOpen() {
    fill();
    try (Registry before = open(MasterKeys.of(OLD))) {
      rotate(BOTH);

      for (int attempt = 0; attempt < 2; attempt++) {
        Variable changed = new Variable(A, new Secret("changed"), true);
        assertThatThrownBy(() -> before.variables().put(PRODUCTION, changed, BY))
            .isInstanceOf(OutdatedKeyException.class)
            .hasMessageContaining("only the old one");
      }
      assertThat(before.isKeyOutdated()).isTrue();
      before.runs().append(List.of(run("run_2")));
    }
    try (Registry after = open(MasterKeys.of(NEW))) {
      assertThat(value(after)).isEqualTo("a value");
      assertThat(runsOfAlice(after)).containsExactly("run_2", "run_1");
    }
  }

  @Test
  void run_valueThatDoesNotOpen_changesNothing() {
    fill();
    try (Store store = store()) {
      store.write(transaction ->
          transaction.execute(
              "UPDATE workflow_keys SET value = (SELECT value FROM environment_secrets)"));
    }

    assertThatThrownBy(() -> rotate(BOTH))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("of workflow w of environment production");

    try (Registry registry = open(MasterKeys.of(OLD))) {
      assertThat(value(registry)).isEqualTo("a value");
    }
  }

  @Test
  void run_neitherKey_isRefused() {
    fill();

    assertThatThrownBy(() -> rotate(new MasterKeys(NEW, Optional.of(NEWER))))
        .isInstanceOf(MasterKeyException.class);
  }

  @Test
  void run_registryThatIsNew_isRefused() {
    assertThatThrownBy(() -> rotate(BOTH)).isInstanceOf(RegistryException.class);
  }

  /** A clock that does something whenever it is asked. */
  private static final class HookedClock extends Clock {
    private final Clock clock;
    private final Runnable hook;

    HookedClock(Clock clock, Runnable hook) {
      this.clock = clock;
      this.hook = hook;
    }

    @Override
    public Instant instant() {
      hook.run();
      return clock.instant();
    }

    @Override
    public ZoneId getZone() {
      return clock.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return new HookedClock(clock.withZone(zone), hook);
    }
  }

  private static Runnable once(Runnable step) {
    AtomicBoolean done = new AtomicBoolean();
    return () -> {
      if (done.compareAndSet(false, true)) {
        step.run();
      }
    };
  }

  private static boolean uninterruptibly(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private OptionalInt rotate(MasterKeys keys) {
    return rotate(keys, clock);
  }

  private OptionalInt rotate(MasterKeys keys, Clock clock) {
    try (Store store = store()) {
      return new StoreRotation(store, keys, clock).run();
    }
  }

  private void fill() {
    try (Registry registry = open(MasterKeys.of(OLD))) {
      registry
          .environments()
          .put(
              PRODUCTION,
              Samples.settings(true),
              Map.of(EnvironmentSecret.WEBHOOK, Optional.of(new Secret("a secret"))));
      Variable variable =
          new Variable(
              A, new Secret("a value"), Optional.empty(), Optional.of(new Secret("seen")), true);
      registry.variables().put(PRODUCTION, variable, BY);
      registry.variables().putNext(PRODUCTION, A, new Secret("the next"), BY);
      registry
          .workflowKeys()
          .add(PRODUCTION, new NewWorkflowKey(new WorkflowId("w"), MATERIAL, BY, true));
      Beginning begun = registry.requests().begin(REQUEST, "f");
      assertThat(begun).isInstanceOf(Beginning.Begun.class);
      if (begun instanceof Beginning.Begun(String claim)) {
        registry.requests().answered(REQUEST, claim, ANSWER);
      }
      registry.runs().append(List.of(run("run_1")));
    }
  }

  private NewRun run(String id) {
    clock.pass(Duration.ofSeconds(1));
    RunRecord run = RunSamples.of(new RunId(id), PRODUCTION, clock.instant());
    return new NewRun(run, Optional.of(ALICE), "");
  }

  private static void assertHoldsAll(Registry registry) {
    assertThat(registry.environments().secret(PRODUCTION, EnvironmentSecret.WEBHOOK))
        .contains(new Secret("a secret"));
    assertThat(registry.variables().list(PRODUCTION))
        .extracting(kept -> kept.variable())
        .containsExactly(
            new Variable(
                A,
                new Secret("a value"),
                Optional.of(new Secret("the next")),
                Optional.of(new Secret("seen")),
                true));
    assertThat(registry.workflowKeys().active(PRODUCTION))
        .isEqualTo(Map.of(new WorkflowId("w"), MATERIAL));
    assertThat(registry.requests().begin(REQUEST, "f")).isEqualTo(new Beginning.Answered(ANSWER));
    assertThat(runsOfAlice(registry)).containsExactly("run_1");
  }

  private static String value(Registry registry) {
    return registry.variables().list(PRODUCTION).getFirst().variable().value().reveal();
  }

  private static List<String> runsOfAlice(Registry registry) {
    RunFilter filter =
        new RunFilter(
            RunFilter.Subject.ANY,
            RunFilter.Ending.ANY,
            RunFilter.Period.EVER,
            Optional.of(ALICE),
            Optional.empty());
    return registry.runs().list(PRODUCTION, filter, PageRequest.first(9)).items().stream()
        .map(run -> run.id().value())
        .toList();
  }
}
