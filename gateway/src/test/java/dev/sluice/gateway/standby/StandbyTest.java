package dev.sluice.gateway.standby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.TestClock;
import dev.sluice.gateway.live.EnvironmentReader;
import dev.sluice.gateway.live.EnvironmentState;
import dev.sluice.gateway.live.Fallback;
import dev.sluice.gateway.live.Heard;
import dev.sluice.gateway.live.Kept;
import dev.sluice.gateway.live.Timekeeper;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.key.HashedKey;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.sealing.KeyMaterial;
import dev.sluice.registry.sealing.NewWorkflowKey;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import dev.sluice.registry.vault.MasterKey;
import dev.sluice.registry.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandbyTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final EnvironmentName DEMO = new EnvironmentName("demo");
  private static final EnvironmentName OTHER = new EnvironmentName("other");
  private static final KeyId BY = new KeyId("key_1");
  private static final Duration LIMIT = Duration.ofDays(1);

  @TempDir Path data;
  private final TestClock clock = new TestClock();
  private Registry registry;
  private Path folder;

  private static MasterKey master(int first) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) first;
    return MasterKey.parse(Base64.getEncoder().encodeToString(bytes), "the test");
  }

  @BeforeEach
  void fill() {
    folder = data.resolve("standby");
    registry = SqliteRegistry.open(data, master(0), clock);
    put(DEMO);
    put(OTHER);
    registry
        .variables()
        .put(
            DEMO,
            new Variable(
                new VariableName("KEY"),
                new Secret("a secret value"),
                Optional.of(new Secret("the next value")),
                true),
            BY);
    registry
        .workflowKeys()
        .add(DEMO, new NewWorkflowKey(new WorkflowId("a"), KeyMaterial.random(), BY, true));
    registry.keys().issue(Role.INVOKE, Optional.of(DEMO));
    deploy(DEMO, "1");
    deploy(OTHER, "2");
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private void put(EnvironmentName name) {
    RunSettings runs =
        new RunSettings(
            Optional.of(URI.create("https://" + name + ".kinde.com")),
            new Egress.Only(List.of("api.example.com:443")),
            Limits.of(Map.of("cpuMs", 900L)),
            SealingLayout.TAG_LAST,
            new Localization("de", Map.of("de", Map.of("hello", "Hallo"))));
    Oversight oversight =
        new Oversight(
            new Recording(7, true),
            Retention.DEFAULT,
            Optional.of(new SafetyNet(20, 60, 10)),
            Optional.empty(),
            TypeChecking.WARN);
    EnvironmentSettings settings =
        new EnvironmentSettings(
            new RepositoryAddress("https://example.com/auth.git", "main"),
            true,
            runs,
            oversight,
            Trust.NONE);
    registry
        .environments()
        .put(
            name,
            settings,
            Map.of(EnvironmentSecret.PREVIEW, Optional.of(new Secret("a preview password"))));
  }

  private void deploy(EnvironmentName name, String body) {
    registry.syncs().request(name, "the test");
    Sync sync =
        registry
            .syncs()
            .claim(WORKER, clock.instant(), clock.instant().plusSeconds(60))
            .orElseThrow();
    String trigger = "user:tokens_generation";
    String settings = "{\"id\":\"a\",\"trigger\":\"" + trigger + "\"}";
    Workflow workflow = new Workflow(new WorkflowId("a"), new TriggerName(trigger), "aWorkflow.ts");
    Build build = new Build(workflow, new Bundle(body, "{}", settings, "a log"));
    String commit = Integer.toHexString(body.hashCode() & 0xff);
    SyncedCommit synced =
        new SyncedCommit(new CommitId("a".repeat(40 - commit.length()) + commit), "[]");
    registry.releases().deploy(new BuiltCommit(sync.claim(), synced, List.of(build)));
  }

  private StandbySettings settings(MasterKey key, String of) {
    return new StandbySettings(folder, new Vault(key), of, LIMIT);
  }

  private int served(EnvironmentName name) {
    return registry.releases().live(name).map(Release::number).orElse(0);
  }

  /** Keeps all there is, as a process that lives for a moment. */
  private void keep() {
    try (Standby standby =
        Standby.of(settings(master(0), "ours"), registry, this::served, new Timekeeper(clock))) {
      standby.start();
      standby.heard(new Heard(registry.revisions(), clock.instant()));
    }
  }

  private Fallback.Restored restored() {
    return restored(settings(master(0), "ours"));
  }

  private Fallback.Restored restored(StandbySettings settings) {
    return Standby.of(settings, registry, this::served, new Timekeeper(clock)).restore();
  }

  private static List<EnvironmentName> names(Fallback.Restored restored) {
    return restored.environments().stream().map(it -> it.state().name()).toList();
  }

  @Test
  void everythingARunNeeds_isThereAsItWasRead() {
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", "a test", clock.instant());
    registry.environments().breakGlass(OTHER, Optional.of(stop));
    keep();

    Fallback.Restored restored = restored();

    assertThat(restored.refusals()).isEmpty();
    assertThat(names(restored)).containsExactly(DEMO, OTHER);
    for (Kept kept : restored.environments()) {
      EnvironmentState read =
          new EnvironmentReader(registry).state(kept.state().name()).orElseThrow();
      assertThat(kept.state()).isEqualTo(read);
      assertThat(kept.asOf()).isEqualTo(clock.instant());
      Release live = registry.releases().live(kept.state().name()).orElseThrow();
      assertThat(kept.release().orElseThrow().deployments()).isEqualTo(live.deployments());
      assertThat(kept.release().orElseThrow().number()).isEqualTo(live.number());
      Deployment deployment = live.deployments().getFirst();
      Bundle bundle = registry.deployments().bundle(deployment.id()).orElseThrow();
      assertThat(kept.bundles().of(deployment).orElseThrow().digest()).isEqualTo(bundle.digest());
    }
    assertThat(restored.keys().orElseThrow().keys())
        .extracting(HashedKey::sha256)
        .containsExactlyElementsOf(
            registry.keys().hashed().stream().map(HashedKey::sha256).toList());
    assertThat(restored.keys().orElseThrow().keys().getFirst().key().environment()).contains(DEMO);
  }

  @Test
  void folder_holdsNoSecretInTheOpen_andIsItsOwnersAlone() throws IOException {
    keep();

    assertThat(Files.getPosixFilePermissions(folder))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    for (Path file : files()) {
      if (!file.endsWith("lock")) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
            .doesNotContain("a secret value", "kinde.com", "readAt");
      }
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void release_replaced_leavesNoBundleThatNobodyWants() throws IOException {
    keep();
    Set<Path> before = Set.copyOf(files());
    deploy(DEMO, "3");
    Files.writeString(folder.resolve("demo.settings.1234.new"), "what a crash left");

    keep();

    assertThat(files()).hasSameSizeAs(before).isNotEqualTo(before.stream().sorted().toList());
    assertThat(names(restored())).containsExactly(DEMO, OTHER);
    assertThat(restored().environments().getFirst().release().orElseThrow().number()).isEqualTo(2);
  }

  @Test
  void release_thatIsNotServed_leavesTheOneBefore_butNotTheSettings() {
    keep();
    deploy(DEMO, "3");
    registry
        .variables()
        .put(DEMO, new Variable(new VariableName("NEW"), new Secret("value"), false), BY);
    try (Standby standby =
        Standby.of(settings(master(0), "ours"), registry, _ -> 1, new Timekeeper(clock))) {
      standby.start();
      standby.heard(new Heard(registry.revisions(), clock.instant()));
    }

    Kept kept = restored().environments().getFirst();

    assertThat(kept.release().orElseThrow().number()).isEqualTo(1);
    assertThat(kept.state().belongings().variables()).hasSize(2);
  }

  @Test
  void whatHasNotChanged_isNotWrittenAgain() throws IOException {
    keep();
    Path settings = folder.resolve("demo.settings");
    Object before = Files.readAttributes(settings, "unix:ino").get("ino");

    keep();

    assertThat(Files.readAttributes(settings, "unix:ino").get("ino")).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo.settings", "demo.release", "bundle"})
  void file_altered_keepsItsEnvironmentFromBeingServed_andNoOther(String name) throws IOException {
    keep();
    Path file = name.equals("bundle") ? bundle(DEMO) : folder.resolve(name);
    String shown = folder.relativize(file).toString();

    for (byte[] content : forgeries(Files.readAllBytes(file))) {
      Files.write(file, content);
      assertThat(names(restored())).containsExactly(OTHER);
      assertThat(restored().refusals()).singleElement().asString().contains("standby/" + shown);
    }
    Files.delete(file);
    assertThat(names(restored())).containsExactly(OTHER);
    assertThat(restored().refusals()).singleElement().asString().contains("standby/" + shown);

    keep();
    assertThat(names(restored())).containsExactly(DEMO, OTHER);
  }

  /** Cut off, nothing at all, one bit turned at each end and in the middle, and something else. */
  private static List<byte[]> forgeries(byte[] genuine) {
    return List.of(
        Arrays.copyOf(genuine, genuine.length - 1),
        Arrays.copyOf(genuine, 5),
        new byte[0],
        turned(genuine, 0),
        turned(genuine, genuine.length / 2),
        turned(genuine, genuine.length - 1),
        "{\"format\":1}".getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] turned(byte[] genuine, int at) {
    byte[] turned = genuine.clone();
    turned[at] ^= 1;
    return turned;
  }

  private Path bundle(EnvironmentName name) {
    Deployment live = registry.releases().live(name).orElseThrow().deployments().getFirst();
    return folder.resolve(SealedFile.bundle(live.digest(), "ours").name());
  }

  @Test
  void keys_altered_areNotKnown_thoughEnvironmentsAre() throws IOException {
    keep();
    Path file = folder.resolve("keys");
    Files.write(file, turned(Files.readAllBytes(file), 20));

    assertThat(restored().keys()).isEmpty();
    assertThat(names(restored())).containsExactly(DEMO, OTHER);
    assertThat(restored().refusals()).singleElement().asString().contains("standby/keys");
  }

  @Test
  void index_altered_leavesNothing_untilTheRegistryIsRead() throws IOException {
    keep();
    Path file = folder.resolve("index");
    Files.write(file, turned(Files.readAllBytes(file), 20));

    assertThat(restored().environments()).isEmpty();
    assertThat(restored().keys()).isEmpty();
    assertThat(restored().refusals()).singleElement().asString().contains("standby/index");

    keep();
    assertThat(names(restored())).containsExactly(DEMO, OTHER);
  }

  @Test
  void file_ofAnotherEnvironment_isRefused() throws IOException {
    keep();
    copy(folder.resolve("other.settings"), folder.resolve("demo.settings"));
    copy(folder.resolve("other.release"), folder.resolve("demo.release"));

    assertThat(names(restored())).containsExactly(OTHER);
  }

  @Test
  void bundle_ofAnotherDeployment_isRefused() throws IOException {
    keep();
    copy(bundle(OTHER), bundle(DEMO));

    assertThat(names(restored())).containsExactly(OTHER);
  }

  @Test
  void file_putBackFromBefore_isRefused() throws IOException {
    keep();
    copy(folder.resolve("demo.settings"), data.resolve("before"));
    registry.variables().delete(DEMO, new VariableName("KEY"));
    keep();
    copy(data.resolve("before"), folder.resolve("demo.settings"));

    assertThat(names(restored())).containsExactly(OTHER);
    assertThat(restored().refusals()).singleElement().asString().contains("older than the index");
  }

  @Test
  void file_putBackFromBeforeTheRegistryWasRestored_isAsOldAsItIs() {
    keep();
    copy(folder.resolve("keys"), data.resolve("before"));
    clock.pass(LIMIT.minusHours(1));
    registry.close();
    registry = SqliteRegistry.open(data.resolve("restored"), master(0), clock);
    keep();
    assertThat(restored().keys().orElseThrow().keys()).isEmpty();
    copy(data.resolve("before"), folder.resolve("keys"));

    assertThat(restored().keys().orElseThrow().asOf())
        .isEqualTo(clock.instant().minus(LIMIT.minusHours(1)));

    clock.pass(Duration.ofHours(2));
    assertThat(restored().keys()).isEmpty();
    assertThat(restored().refusals())
        .singleElement()
        .asString()
        .contains("standby/keys", "25 hours");
  }

  @Test
  void folder_ofAnotherMasterKeyOrRegistry_isRefused() {
    keep();

    assertThat(restored(settings(master(1), "ours")).environments()).isEmpty();
    assertThat(restored(settings(master(1), "ours")).refusals()).hasSize(1);
    assertThat(restored(settings(master(0), "theirs")).environments()).isEmpty();
    assertThat(restored(settings(master(0), "theirs")).keys()).isEmpty();
  }

  @Test
  void folder_thatIsNotThere_isNothing() {
    assertThat(restored()).isEqualTo(Fallback.Restored.NOTHING);
  }

  @Test
  void link_inPlaceOfAFile_isRefused() throws IOException {
    keep();
    Path real = data.resolve("elsewhere");
    Files.move(folder.resolve("demo.settings"), real);
    Files.createSymbolicLink(folder.resolve("demo.settings"), real);

    assertThat(names(restored())).containsExactly(OTHER);
  }

  @Test
  void whatWasKept_countsForAsLongAsItMay_fromWhenItWasConfirmedLast() {
    keep();
    clock.pass(Duration.ofHours(20));
    keep();
    clock.pass(LIMIT.minusSeconds(5));
    assertThat(names(restored())).containsExactly(DEMO, OTHER);
    assertThat(restored().environments().getFirst().asOf())
        .isEqualTo(clock.instant().minus(LIMIT).plusSeconds(5));

    clock.pass(Duration.ofSeconds(10));

    assertThat(names(restored())).isEmpty();
    assertThat(restored().keys()).isEmpty();
    assertThat(restored().refusals())
        .anySatisfy(it -> assertThat(it).contains("24 hours", "--standby-hours"));
  }

  @Test
  void clock_turnedBackBeforeTheStart_makesNothingYounger() {
    keep();
    Instant kept = clock.instant();
    clock.pass(Duration.ofHours(23));
    Standby noticing =
        Standby.of(settings(master(0), "ours"), registry, this::served, new Timekeeper(clock));
    noticing.start();
    noticing.close();
    clock.pass(Duration.ofHours(-23));
    assertThat(clock.instant()).isEqualTo(kept);

    Timekeeper time = new Timekeeper(clock);
    Standby later = Standby.of(settings(master(0), "ours"), registry, this::served, time);

    assertThat(names(later.restore())).containsExactly(DEMO, OTHER);
    assertThat(time.instant()).isAfterOrEqualTo(kept.plus(Duration.ofHours(23)));
    clock.pass(Duration.ofHours(25));
    assertThat(names(restored())).isEmpty();
  }

  @Test
  void delete_leavesNothing() {
    keep();
    assertThat(Standby.exists(folder)).isTrue();

    Standby.delete(folder);

    assertThat(folder).doesNotExist();
    Standby.delete(folder);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
