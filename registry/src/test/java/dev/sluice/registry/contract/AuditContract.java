package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.built;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.sluice.fixtures.SshSigner;
import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.UnknownPlaceException;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.key.NewKey;
import dev.sluice.registry.key.Role;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.SignerKey;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store's audit log must do: tell of each change, and of nothing else. */
public abstract class AuditContract extends RegistryContract {
  private static final Actor ALICE =
      new Actor("key_alice", "Alice's", Optional.of("192.0.2.7"), Optional.empty());
  private static final VariableName NAME = new VariableName("API_TOKEN");
  private static final Variable VARIABLE = new Variable(NAME, new Secret("hunter22"), true);

  private Registry alices;

  @BeforeEach
  void actAsAlice() {
    alices = registry.as(ALICE);
  }

  @Test
  void change_isToldWithWhoWhenAndWhat() {
    clock.pass(Duration.ofMinutes(3));

    alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));

    AuditEntry entry = newest();
    assertThat(entry.id()).startsWith("aud_");
    assertThat(entry.at()).isEqualTo(now());
    assertThat(entry.by()).isEqualTo(ALICE);
    assertThat(entry.change().action()).isEqualTo("variable.put");
    assertThat(entry.change().environment()).contains(PRODUCTION);
    assertThat(entry.change().subject()).isEqualTo("API_TOKEN");
    assertThat(entry.change().details()).isEqualTo(Map.of("secret", true));
  }

  @Test
  void change_byNobodyInParticular_isTheProcesss() {
    registry.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));

    assertThat(newest().by()).isEqualTo(Actor.PROCESS);
  }

  @Test
  void eachChange_isTold() {
    alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));
    alices.variables().delete(PRODUCTION, NAME);
    KeyId key = alices.keys().issue(NewKey.of(Role.READ, Optional.of(STAGING))).key().id();
    alices.keys().revoke(key);
    Sync sync = samples.running(STAGING);
    alices.releases().deploy(built(sync, commit(1), build("a", "t", "1")));
    alices.releases().deactivate(STAGING, new WorkflowId("a"), ChangeRequest.by("key_alice"));
    samples.environment(STAGING, false);
    Sync built = samples.running(STAGING);
    alices.releases().deploy(built(built, commit(2), build("a", "t", "2")));
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_alice", "fire", now());
    alices.environments().breakGlass(STAGING, Optional.of(stop));
    alices.environments().breakGlass(STAGING, Optional.empty());
    alices.syncs().accept(push(PRODUCTION, "1"));

    assertThat(byAlice())
        .extracting(entry -> entry.change().action() + " " + entry.change().subject())
        .satisfiesExactly(
            it -> assertThat(it).startsWith("sync.request syn_"),
            it -> assertThat(it).isEqualTo("environment.break_glass staging"),
            it -> assertThat(it).isEqualTo("environment.break_glass staging"),
            it -> assertThat(it).isEqualTo("commit.build " + commit(2)),
            it -> assertThat(it).isEqualTo("release.deactivate 2"),
            it -> assertThat(it).isEqualTo("release.sync 1"),
            it -> assertThat(it).isEqualTo("key.revoke " + key),
            it -> assertThat(it).isEqualTo("key.issue " + key),
            it -> assertThat(it).isEqualTo("variable.delete API_TOKEN"),
            it -> assertThat(it).isEqualTo("variable.put API_TOKEN"));
  }

  @Test
  void release_isToldWithItsReason() {
    Sync sync = samples.running(STAGING);
    alices.releases().deploy(built(sync, commit(1), build("a", "t", "1")));
    WorkflowId workflow = new WorkflowId("a");
    ChangeRequest request = new ChangeRequest("key_alice", Optional.of("it misbehaves"));

    alices.releases().deactivate(STAGING, workflow, request);
    alices.releases().delete(STAGING, workflow, ChangeRequest.by("key_alice"));

    List<AuditEntry> told = byAlice();
    assertThat(told.get(0).change().action()).isEqualTo("workflow.delete");
    assertThat(told.get(1).change().action()).isEqualTo("release.deactivate");
    assertThat(told.get(1).change().details())
        .containsEntry("reason", "a deactivated")
        .containsEntry("note", "it misbehaves");
    assertThat(told.get(2).change().details())
        .containsEntry("commit", commit(1).value())
        .containsEntry("by", sync.id().value());
  }

  @Test
  void whatChangesNothing_isNotTold() {
    alices.syncs().accept(push(PRODUCTION, "1"));
    int before = all().size();

    alices.syncs().accept(push(PRODUCTION, "1"));
    alices.variables().delete(PRODUCTION, NAME);
    alices.keys().revoke(new KeyId("key_unknown"));
    alices.keys().used(Map.of(new KeyId("key_unknown"), now()));
    alices.releases().rollback(PRODUCTION, 9, ChangeRequest.by("key_alice"));

    assertThat(all()).hasSize(before);
  }

  @Test
  void whatFails_isNotTold() {
    int before = all().size();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> alices.variables().put(NOWHERE, VARIABLE, new KeyId("key_test")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> alices.environments().breakGlass(NOWHERE, Optional.empty()));

    assertThat(all()).hasSize(before);
  }

  @Test
  void whatCantBeTold_isNotDone() {
    Registry overtaken = registry.as(ALICE.with("req_gone"));

    assertThatIllegalStateException()
        .isThrownBy(() -> overtaken.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test")));

    assertThat(registry.variables().list(PRODUCTION)).isEmpty();
  }

  @Test
  void trust_changed_isToldBySignerWithTheFingerprint() {
    SignerKey key = SignerKey.read(SshSigner.create().publicKey(), now());
    SignerKey other = SignerKey.read(SshSigner.create().publicKey(), now());
    alices.environments().put(PRODUCTION, trusting("Ada", key), Map.of());
    alices.environments().put(PRODUCTION, trusting("Eve", other), Map.of());

    assertThat(newest().change().details())
        .containsEntry(
            "changes",
            List.of(
                Map.of("setting", "trust.signers.Ada", "from", key.toString()),
                Map.of("setting", "trust.signers.Eve", "to", other.toString())));
  }

  private static EnvironmentSettings trusting(String name, SignerKey key) {
    EnvironmentSettings usual = settings(true);
    Trust trust = new Trust(List.of(new Signer(name, key)));
    return new EnvironmentSettings(
        usual.repository(), true, usual.runs(), usual.oversight(), trust);
  }

  @Test
  void settings_putAgain_tellsWhatDiffersAndWhichSecrets() {
    alices
        .environments()
        .put(
            PRODUCTION,
            settings(false),
            Map.of(
                EnvironmentSecret.WEBHOOK, Optional.of(new Secret("0123456789abcdef")),
                EnvironmentSecret.PREVIEW, Optional.empty()));

    Map<String, Object> details = newest().change().details();
    assertThat(details)
        .containsEntry("new", false)
        .containsEntry("secrets", Map.of("preview password", "cleared", "webhook secret", "set"))
        .containsEntry(
            "changes", List.of(Map.of("setting", "goLiveOnSync", "from", true, "to", false)));
    assertThat(details.toString()).doesNotContain("0123456789abcdef");
  }

  @Test
  void list_filtered_givesThose() {
    alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));
    Instant later = now().plus(Duration.ofHours(1));
    clock.pass(Duration.ofHours(1));
    alices.variables().put(STAGING, VARIABLE, new KeyId("key_test"));
    registry.variables().delete(STAGING, NAME);

    assertThat(list(AuditFilter.of(PRODUCTION))).hasSize(2);
    assertThat(list(AuditFilter.of(NOWHERE))).isEmpty();
    assertThat(list(filter("variable.put", null, null, null))).hasSize(2);
    assertThat(list(filter(null, "key_alice", null, null))).hasSize(2);
    assertThat(list(filter(null, "Alice's", null, null))).hasSize(2);
    assertThat(list(filter(null, null, later, null))).hasSize(2);
    assertThat(list(filter("variable.put", "key_alice", null, later))).hasSize(1);
  }

  private static AuditFilter filter(
      @Nullable String action, @Nullable String by, @Nullable Instant from, @Nullable Instant to) {
    return new AuditFilter(
        Optional.empty(),
        Optional.ofNullable(action),
        Optional.ofNullable(by),
        Optional.ofNullable(from),
        Optional.ofNullable(to));
  }

  @Test
  void list_pageByPage_givesAllNewestFirst() {
    for (int i = 0; i < 5; i++) {
      alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));
    }
    List<AuditEntry> paged = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Page<AuditEntry> page = registry.audit().list(AuditFilter.ALL, new PageRequest(2, after));
      paged.addAll(page.items());
      after = page.next();
    } while (after.isPresent());

    assertThat(paged).isEqualTo(all()).hasSize(7);
    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() ->
            registry.audit().list(AuditFilter.ALL, new PageRequest(2, Optional.of("aud_unknown"))));
  }

  @Test
  void list_pageWhoseLastEntryIsForgotten_goesOnBehindIt() {
    clock.pass(Duration.ofDays(1));
    for (int i = 0; i < 4; i++) {
      alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));
    }
    List<AuditEntry> before = all();
    Optional<String> next = registry.audit().list(AuditFilter.ALL, PageRequest.first(5)).next();

    registry.audit().prune(now());

    assertThat(before.get(4).at()).isBefore(now());
    assertThat(registry.audit().list(AuditFilter.ALL, new PageRequest(5, next)).items()).isEmpty();
  }

  @Test
  void prune_forgetsTheOldOnly() {
    clock.pass(Duration.ofDays(400));
    alices.variables().put(PRODUCTION, VARIABLE, new KeyId("key_test"));

    assertThat(registry.audit().prune(now())).isEqualTo(2);

    assertThat(all()).containsExactly(newest());
    assertThat(registry.audit().prune(now())).isZero();
  }

  private AuditEntry newest() {
    return all().getFirst();
  }

  private List<AuditEntry> byAlice() {
    return list(filter(null, "key_alice", null, null));
  }

  private List<AuditEntry> all() {
    return list(AuditFilter.ALL);
  }

  private List<AuditEntry> list(AuditFilter filter) {
    return registry.audit().list(filter, PageRequest.first(100)).items();
  }
}
