package dev.sluice.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.Troubled;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.runtime.BundleException;
import dev.sluice.runtime.Program;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.SaturatedException;
import dev.sluice.runtime.Trigger;
import dev.sluice.runtime.WorkflowRuntime;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveReleasesTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final MasterKey MASTER =
      MasterKey.parse(Base64.getEncoder().encodeToString(new byte[32]), "the test");

  private static final KeyId BY = new KeyId("key_1");
  private static final BreakGlass STOP =
      new BreakGlass(BreakGlass.Decision.STOP, "key_1", "the test", Instant.EPOCH);

  @TempDir Path data;
  private final WorkflowRuntime runtime = WorkflowRuntime.start(Clock.systemUTC());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Registry registry;
  private LiveReleases live;
  private Instant now = Instant.EPOCH;
  private State engine = State.BROKEN;
  private int compilations;

  /** What a compilation that hangs waits for. */
  private final CountDownLatch compiler = new CountDownLatch(1);

  private final CountDownLatch hanging = new CountDownLatch(1);

  private enum State {
    BROKEN,
    HANGING,
    BUSY,
    CONFUSED,
    WELL
  }

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(data, MASTER, Clock.systemUTC());
    put(DEMO);
    EnvironmentLoader loader = new EnvironmentLoader(registry, this::compile, RunLimits.DEFAULT);
    live = new LiveReleases(registry, loader, new SwapMeters(meters), () -> now);
  }

  private void put(EnvironmentName name) {
    RepositoryAddress repository = new RepositoryAddress("https://example.com/auth.git", "main");
    EnvironmentSettings settings = new EnvironmentSettings(repository, true, RunSettings.DEFAULT);
    registry.environments().put(name, settings, Map.of());
  }

  /** So many that programs wait until they are wanted. */
  private void crowd() {
    for (int i = 0; i < 20; i++) {
      put(new EnvironmentName("other-" + i));
    }
  }

  @AfterEach
  void close() {
    registry.close();
    runtime.close();
  }

  private Program compile(ProgramSource source, Duration patience) throws BundleException {
    compilations++;
    return switch (engine) {
      case BROKEN -> throw new BundleException("it doesn't parse");
      case HANGING -> {
        hanging.countDown();
        awaitCompiler();
        yield runtime.compile(source, patience);
      }
      case BUSY -> throw new SaturatedException("every realm is taken");
      case CONFUSED -> throw new StackOverflowError();
      case WELL -> runtime.compile(source, patience);
    };
  }

  private void awaitCompiler() {
    try {
      compiler.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void release_notLoadableAtStart_isServedOnceItIs() {
    deploy();
    poll();
    assertThat(live.find(DEMO)).isInstanceOf(Lookup.NotYetKnown.class);
    assertThat(live.starved()).containsExactly(DEMO);

    engine = State.WELL;
    later(1);

    assertThat(live.find(DEMO)).isInstanceOf(Lookup.Serving.class);
    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(live.starved()).isEmpty();
    assertThat(live.catchUp(DEMO)).isInstanceOf(CatchUp.Current.class);
  }

  @Test
  void release_thatNoRealmWasFreeFor_isServedLater() {
    engine = State.BUSY;
    deploy();

    assertThat(live.catchUp(DEMO)).isInstanceOf(CatchUp.Failed.class);
    engine = State.WELL;
    later(1);

    assertThat(live.served(DEMO)).isEqualTo(1);
  }

  @Test
  void environment_thatConfusesTheEngine_isTriedAgain() {
    engine = State.CONFUSED;
    deploy();
    poll();
    assertThat(live.starved()).containsExactly(DEMO);

    engine = State.WELL;
    later(1);

    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(live.starved()).isEmpty();
  }

  @Test
  void release_thatNeverLoads_isTriedLessAndLessOften_andCountedOnce() {
    deploy();
    for (int second = 0; second < 120; second++) {
      later(1);
    }

    // After 0, 1, 3, 7, 15, 31, 61, 91 seconds.
    assertThat(compilations).isEqualTo(8);
    assertThat(meters.counter("sluice.swaps.failed", "environment", "demo").count()).isEqualTo(1);
  }

  @Test
  void breakGlass_whileAReleaseCompiles_isServedAtOnce() throws Exception {
    engine = State.WELL;
    deploy("1");
    poll();
    engine = State.HANGING;
    deploy("2");
    Thread activation = Thread.ofPlatform().start(this::poll);
    hanging.await();

    breakGlass(Optional.of(STOP));
    live.settle(DEMO);
    assertThat(serving().safeguards().breakGlass()).contains(STOP);
    assertThat(serving().releaseNumber()).isEqualTo(1);

    compiler.countDown();
    activation.join();
    assertThat(serving().releaseNumber()).isEqualTo(2);
    assertThat(serving().safeguards().breakGlass()).contains(STOP);
  }

  @Test
  void breakGlass_whereAVariableCannotBeRead_isServedAllTheSame() throws Exception {
    Variable variable = new Variable(new VariableName("KEY"), new Secret("value"), true);
    registry.variables().put(DEMO, variable, BY);
    deploy();
    change("UPDATE variables SET value = x'00'");

    breakGlass(Optional.of(STOP));
    assertThatThrownBy(() -> live.settle(DEMO)).isInstanceOf(RegistryException.class);
    assertThat(serving().safeguards().breakGlass()).contains(STOP);

    breakGlass(Optional.empty());
    assertThatThrownBy(() -> live.settle(DEMO)).isInstanceOf(RegistryException.class);
    assertThat(live.find(DEMO)).isInstanceOf(Lookup.NotYetKnown.class);
  }

  @Test
  void release_ofWhichABundleIsDamaged_keepsNoSettingFromBeingServed() throws Exception {
    engine = State.WELL;
    deploy("1");
    poll();
    deploy("2");
    change("UPDATE bundles SET code = '(' || code");
    poll();
    assertThat(live.catchUp(DEMO)).isInstanceOf(CatchUp.Failed.class);
    assertThat(meters.counter("sluice.swaps.failed", "environment", "demo").count()).isEqualTo(1);

    registry.variables().put(DEMO, new Variable(new VariableName("A"), new Secret("1"), false), BY);
    live.catchUp(DEMO);

    assertThat(serving().surroundings().variables()).containsKey("A");
    assertThat(serving().releaseNumber()).isEqualTo(1);
  }

  @Test
  void catchUp_withAnOldRevision_servesWhatThereIs_andCompilesNothing() {
    engine = State.WELL;
    Revisions old = registry.revisions();
    deploy("1");
    poll();

    live.catchUp(old, () -> {});
    poll();

    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(compilations).isEqualTo(1);
  }

  /** As a replica has that takes over, or a backup. */
  @Test
  void whatTheRegistryLost_isServedNoLonger() throws SQLException {
    engine = State.WELL;
    deploy("1");
    poll();
    Long before = registry.revisions().environments().get(DEMO);
    deploy("2");
    breakGlass(Optional.of(STOP));
    poll();
    assertThat(live.served(DEMO)).isEqualTo(2);

    change("DELETE FROM releases WHERE number = 2");
    change("UPDATE environments SET break_glass = NULL, revision = " + before);
    poll();

    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(serving().safeguards().breakGlass()).isEmpty();
  }

  @Test
  void registry_thatGoesAwayAmidManyEnvironments_isAskedForNoOther() {
    crowd();
    AtomicInteger asked = new AtomicInteger();
    Troubled.Trouble gone =
        _ -> {
          asked.incrementAndGet();
          throw new RegistryException("the test took it away");
        };
    Registry far = new Troubled(gone, Troubled.NEVER).seen(Registry.class, registry);
    EnvironmentLoader loader = new EnvironmentLoader(far, this::compile, RunLimits.DEFAULT);
    LiveReleases blind = new LiveReleases(far, loader, new SwapMeters(meters), () -> now);
    Revisions revisions = registry.revisions();
    Runnable away = far::revisions;

    assertThatThrownBy(() -> blind.settle(revisions, away)).isInstanceOf(RegistryException.class);
    assertThatThrownBy(() -> blind.catchUp(revisions, away)).isInstanceOf(RegistryException.class);
    assertThat(asked).hasValue(4);

    blind.settle(revisions, () -> {});
    assertThat(asked).hasValue(4 + revisions.environments().size());
  }

  private LiveEnvironment serving() {
    return ((Lookup.Serving) live.find(DEMO)).environment();
  }

  private void breakGlass(Optional<BreakGlass> glass) {
    registry.environments().breakGlass(DEMO, glass);
  }

  private void change(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("registry.db"));
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  @Test
  void release_thatWasLiveBefore_isServedWithoutCompilingItAgain() {
    engine = State.WELL;
    deploy("1");
    poll();
    deploy("2");
    poll();
    registry.releases().rollback(DEMO, 1, ChangeRequest.by("the test"));
    poll();

    assertThat(live.served(DEMO)).isEqualTo(3);
    assertThat(compilations).isEqualTo(2);
  }

  @Test
  void environment_withoutARelease_isNotStarved() {
    poll();

    assertThat(live.find(DEMO)).isInstanceOf(Lookup.Serving.class);
    assertThat(live.starved()).isEmpty();
    assertThat(live.served(DEMO)).isZero();
  }

  @Test
  void programs_amongManyEnvironments_areCompiledOnceTheyAreWanted() throws Exception {
    engine = State.WELL;
    crowd();
    deploy("1");
    poll();
    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(compilations).isZero();

    Program wanted = program().get();

    assertThat(program().get()).isSameAs(wanted);
    assertThat(compilations).isEqualTo(1);
  }

  @Test
  void environment_amongMany_isLoadedWhenItIsAskedForBeforeItsTurn() {
    crowd();
    deploy("1");
    assertThat(live.find(DEMO)).isInstanceOf(Lookup.NotYetKnown.class);

    live.begin(registry.revisions(), () -> {});

    assertThat(live.known()).isTrue();
    assertThat(live.served(DEMO)).isZero();
    assertThat(live.find(DEMO)).isInstanceOf(Lookup.Serving.class);
    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(live.find(new EnvironmentName("nobody"))).isInstanceOf(Lookup.Missing.class);
  }

  @Test
  void environment_amongMany_thatCantBeReadWhenItIsAskedFor_isStarved() {
    crowd();
    deploy("1");
    live.begin(registry.revisions(), () -> {});
    registry.close();

    assertThat(live.find(DEMO)).isInstanceOf(Lookup.NotYetKnown.class);
    assertThat(live.starved()).containsExactly(DEMO);
  }

  @Test
  void environment_amongFew_isLoadedAtOnce() {
    engine = State.WELL;
    deploy("1");

    live.begin(registry.revisions(), () -> {});

    assertThat(live.served(DEMO)).isEqualTo(1);
    assertThat(compilations).isEqualTo(1);
  }

  @Test
  void release_thatReplacesAnother_amongManyEnvironments_isCompiledAhead() {
    crowd();
    deploy("1");
    poll();

    deploy("2");
    assertThat(live.catchUp(DEMO)).isInstanceOf(CatchUp.Failed.class);
    assertThat(live.served(DEMO)).isEqualTo(1);
    engine = State.WELL;
    later(1);

    assertThat(live.served(DEMO)).isEqualTo(2);
    assertThat(compilations).isEqualTo(2);
  }

  @Test
  void program_thatNobodyWants_goesAndComesBackWithoutTheRegistry() throws Exception {
    engine = State.WELL;
    crowd();
    deploy("1");
    poll();
    Program wanted = program().get();

    live.rest();
    assertThat(program().get()).isSameAs(wanted);
    live.rest();
    live.rest();
    registry.close();

    assertThat(program().get()).isNotSameAs(wanted);
    assertThat(compilations).isEqualTo(2);
  }

  @Test
  void program_atRest_staysSoWhenItsEnvironmentIsSetAnew() {
    engine = State.WELL;
    crowd();
    deploy("1");
    poll();

    put(DEMO);
    poll();

    assertThat(compilations).isZero();
  }

  @Test
  void program_thatCantBeCompiledWhenWanted_isTriedAgainByTheNextRun() throws Exception {
    crowd();
    deploy("1");
    poll();
    assertThatThrownBy(() -> program().get()).isInstanceOf(NotCompilableException.class);
    engine = State.BUSY;
    assertThatThrownBy(() -> program().get()).isInstanceOf(SaturatedException.class);

    engine = State.WELL;

    assertThat(program().get()).isNotNull();
  }

  @Test
  void program_amongFewEnvironments_staysThoughNobodyWantsIt() throws Exception {
    engine = State.WELL;
    deploy("1");
    poll();

    live.rest();
    live.rest();

    assertThat(program().get()).isNotNull();
    assertThat(compilations).isEqualTo(1);
  }

  private LiveProgram program() {
    return live.all().stream()
        .filter(it -> it.name().equals(DEMO))
        .findFirst()
        .flatMap(it -> it.workflow(Trigger.USER_TOKENS_GENERATION))
        .orElseThrow()
        .program();
  }

  private void later(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
    poll();
  }

  private void poll() {
    live.catchUp(registry.revisions(), () -> {});
  }

  private void deploy() {
    deploy("");
  }

  private void deploy(String body) {
    registry.syncs().request(DEMO, "the test");
    Sync sync =
        registry.syncs().claim(WORKER, Instant.now(), Instant.now().plusSeconds(60)).orElseThrow();
    String trigger = "user:tokens_generation";
    String code = "var __sluice_module = (() => ({ default: async () => {" + body + "} }))();";
    String settings = "{\"id\":\"a\",\"trigger\":\"" + trigger + "\"}";
    Workflow workflow = new Workflow(new WorkflowId("a"), new TriggerName(trigger), "aWorkflow.ts");
    Build build = new Build(workflow, new Bundle(code, "{}", settings, ""));
    SyncedCommit commit = new SyncedCommit(new CommitId("a".repeat(40)), "[]");
    registry.releases().deploy(new BuiltCommit(sync.claim(), commit, List.of(build)));
  }
}
