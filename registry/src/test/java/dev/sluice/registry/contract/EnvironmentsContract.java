package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.sluice.fixtures.SshSigner;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.environment.Egress;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.Limit;
import dev.sluice.registry.environment.Limits;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.environment.Oversight;
import dev.sluice.registry.environment.Recording;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.Retention;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.environment.SafetyNet;
import dev.sluice.registry.environment.SealingLayout;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.SignerKey;
import dev.sluice.registry.trust.SshHostKey;
import dev.sluice.registry.trust.Trust;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every store's environments must do. */
public abstract class EnvironmentsContract extends RegistryContract {
  private static final EnvironmentName NEW = new EnvironmentName("new");
  private static final Localization TEXTS =
      new Localization("de", Map.of("de", Map.of("hello", "Grüezi"), "en", Map.of()));

  @Test
  void put_new_isFoundAsItWasPut() {
    EnvironmentSettings settings =
        new EnvironmentSettings(
            new RepositoryAddress("file:///srv/auth.git", "release/2"),
            false,
            new RunSettings(
                Optional.of(URI.create("https://team.kinde.com")),
                new Egress.Only(List.of("127.0.0.1:9999", "api.example.com")),
                Limits.of(Map.of("wallClockMs", 10_000L, "fetches", 0L)),
                SealingLayout.TAG_LAST,
                TEXTS));

    Environment put = registry.environments().put(NEW, settings, Map.of());

    assertThat(put).isEqualTo(new Environment(NEW, settings, Optional.empty(), now(), 1));
    assertThat(registry.environments().find(NEW)).contains(put);
  }

  @Test
  void put_again_replacesAllButTheDayItWasMade() {
    Instant made = now();
    registry.environments().put(NEW, settings(true), Map.of());
    clock.pass(Duration.ofDays(1));
    EnvironmentSettings settings =
        new EnvironmentSettings(
            new RepositoryAddress("https://example.com/other.git", "other"),
            false,
            new RunSettings(
                Optional.of(URI.create("https://team.kinde.com")),
                new Egress.Only(List.of()),
                Limits.of(Map.of("logLines", 10L)),
                SealingLayout.TAG_LAST,
                TEXTS));

    Environment put = registry.environments().put(NEW, settings, Map.of());

    assertThat(put).isEqualTo(new Environment(NEW, settings, Optional.empty(), made, 2));
    assertThat(registry.environments().put(NEW, settings(true), Map.of()).settings())
        .isEqualTo(settings(true));
  }

  @Test
  void access_ofEveryKind_isKept() {
    SshHostKey hostKey = new SshHostKey(DeployKey.generate().line());
    List<RepositoryAccess> all =
        List.of(
            new RepositoryAccess.Https(Optional.of("ada")),
            new RepositoryAccess.Https(Optional.empty()),
            new RepositoryAccess.Ssh(Optional.empty()),
            new RepositoryAccess.Ssh(Optional.of(hostKey)),
            new RepositoryAccess.GitHubApp(
                "Iv1.abc", "42", URI.create("https://git.example.com/api/v3")));

    for (RepositoryAccess access : all) {
      RepositoryAddress address =
          new RepositoryAddress("https://example.com/a.git", "main", access);
      registry
          .environments()
          .put(NEW, new EnvironmentSettings(address, true, RunSettings.DEFAULT), Map.of());

      assertThat(registry.environments().find(NEW).orElseThrow().settings().repository())
          .isEqualTo(address);
    }
  }

  @Test
  void statusApi_ofEveryKind_isKept() {
    URI url = URI.create("https://git.example.com/api/v4");
    List<StatusApi> all =
        List.of(
            new StatusApi(true, Optional.of(GitHostKind.GITLAB), Optional.of(url)),
            new StatusApi(true, Optional.of(GitHostKind.BITBUCKET_CLOUD), Optional.empty()),
            StatusApi.OFF,
            StatusApi.USUAL);

    for (StatusApi statuses : all) {
      RepositoryAddress address =
          new RepositoryAddress(
              "https://example.com/a.git", "main", RepositoryAccess.USUAL, statuses);
      EnvironmentSettings settings = new EnvironmentSettings(address, true, RunSettings.DEFAULT);
      registry.environments().put(NEW, settings, Map.of());

      assertThat(registry.environments().find(NEW).orElseThrow().settings()).isEqualTo(settings);
    }
  }

  @Test
  void pollSeconds_areKept_andFiveMinutesUnlessSaid() {
    RepositoryAddress never =
        new RepositoryAddress("https://example.com/a.git", "main", RepositoryAccess.USUAL, 0);
    registry
        .environments()
        .put(NEW, new EnvironmentSettings(never, true, RunSettings.DEFAULT), Map.of());

    assertThat(registry.environments().find(NEW).orElseThrow().settings().repository())
        .isEqualTo(never);
    assertThat(
            registry
                .environments()
                .find(PRODUCTION)
                .orElseThrow()
                .settings()
                .repository()
                .pollSeconds())
        .isEqualTo(300);
  }

  @Test
  void putSecrets_changesThemAndNothingElse() {
    Environment before = registry.environments().find(PRODUCTION).orElseThrow();
    Secret kept = DeployKey.generate().toSecret();

    Environment after =
        registry
            .environments()
            .putSecrets(PRODUCTION, Map.of(EnvironmentSecret.DEPLOY_KEY, Optional.of(kept)));

    assertThat(after).isEqualTo(before);
    assertThat(registry.environments().secret(PRODUCTION, EnvironmentSecret.DEPLOY_KEY))
        .contains(kept);
    assertThat(registry.environments().secret(STAGING, EnvironmentSecret.DEPLOY_KEY)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.environments().putSecrets(NOWHERE, Map.of()));
  }

  @Test
  void deployKey_keptAndOpened_isTheSame() {
    DeployKey key = DeployKey.generate();

    assertThat(DeployKey.of(key.toSecret())).isEqualTo(key);
    assertThat(key.line()).startsWith("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI");
    assertThat(new SshHostKey(key.line()).fingerprint()).matches("SHA256:[A-Za-z0-9+/]{43}");
  }

  @Test
  void secretsSet_isWhatThereIs() {
    registry
        .environments()
        .put(
            NEW,
            settings(true),
            Map.of(
                EnvironmentSecret.WEBHOOK, Optional.of(new Secret("w")),
                EnvironmentSecret.PREVIEW, Optional.of(new Secret("p"))));
    registry
        .environments()
        .put(NEW, settings(true), Map.of(EnvironmentSecret.WEBHOOK, Optional.empty()));

    assertThat(registry.environments().secretsSet(NEW)).containsOnly(EnvironmentSecret.PREVIEW);
    assertThat(registry.environments().secretsSet(PRODUCTION)).isEmpty();
    assertThat(registry.environments().secretsSet(NOWHERE)).isEmpty();
  }

  @Test
  void limits_ofEveryKind_areKept() {
    Limits all = new Limits(largest());
    RunSettings usual = RunSettings.DEFAULT;

    put(
        new RunSettings(
            usual.kindeDomain(), usual.egress(), all, usual.sealing(), usual.localization()));

    assertThat(runs(NEW).limits()).isEqualTo(all);
    assertThat(runs(PRODUCTION)).isEqualTo(RunSettings.DEFAULT);
  }

  @Test
  void sealing_ofEveryLayout_isKept() {
    for (SealingLayout layout : SealingLayout.values()) {
      put(with(layout, Localization.NONE));

      assertThat(runs(NEW).sealing()).isEqualTo(layout);
    }
  }

  @Test
  void localization_ofAnyTexts_isKeptInItsOrder() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("z.last \"quoted\"", "Grüezi 👋\nline");
    texts.put("a", "");
    Localization localization =
        new Localization("de-CH", Map.of("de-CH", texts, "EN", Map.of(), "pt_BR", texts));

    put(with(SealingLayout.KINDE, localization));

    assertThat(runs(NEW).localization()).isEqualTo(localization);
    assertThat(runs(NEW).localization().texts().get("de-CH")).containsExactlyEntriesOf(texts);
  }

  @Test
  void localization_ofAllThatIsAllowed_isKept() {
    int rest = Localization.MOST_BYTES - "enk".length();
    Localization largest = new Localization("en", Map.of("en", Map.of("k", "x".repeat(rest))));

    put(with(SealingLayout.KINDE, largest));

    assertThat(runs(NEW).localization()).isEqualTo(largest);
  }

  private void put(RunSettings runs) {
    RepositoryAddress repository = settings(true).repository();
    registry.environments().put(NEW, new EnvironmentSettings(repository, true, runs), Map.of());
  }

  private static RunSettings with(SealingLayout layout, Localization localization) {
    RunSettings usual = RunSettings.DEFAULT;
    return new RunSettings(
        usual.kindeDomain(), usual.egress(), usual.limits(), layout, localization);
  }

  private RunSettings runs(EnvironmentName name) {
    return registry.environments().find(name).orElseThrow().settings().runs();
  }

  private static Map<Limit, Long> largest() {
    return Arrays.stream(Limit.values())
        .collect(Collectors.toMap(Function.identity(), Limit::most));
  }

  @Test
  void oversight_ofEveryKind_isKept() {
    Oversight oversight =
        new Oversight(
            new Recording(7, true),
            new Retention(1, 10, 2, 20),
            Optional.of(new SafetyNet(5, 60, 100)),
            Optional.of(URI.create("https://alerts.example.com/sluice")),
            TypeChecking.STRICT);
    EnvironmentSettings usual = settings(true);

    registry
        .environments()
        .put(
            NEW,
            new EnvironmentSettings(usual.repository(), true, usual.runs(), oversight, Trust.NONE),
            Map.of());

    assertThat(registry.environments().find(NEW).orElseThrow().settings().oversight())
        .isEqualTo(oversight);
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().settings().oversight())
        .isEqualTo(Oversight.DEFAULT);
  }

  @Test
  void trust_isKeptUntilItIsLeftOut() {
    SignerKey openPgp =
        new SignerKey(
            SignerKey.Kind.OPENPGP, "-----BEGIN", "AB12", Optional.of(now()), Optional.of(now()));
    SignerKey ssh = SignerKey.read(SshSigner.create().publicKey(), now());
    Trust trust = new Trust(List.of(new Signer("Ada", ssh), new Signer("GitHub", openPgp)));
    EnvironmentSettings usual = settings(true);
    EnvironmentSettings trusting =
        new EnvironmentSettings(usual.repository(), true, usual.runs(), usual.oversight(), trust);

    registry.environments().put(NEW, trusting, Map.of());

    assertThat(registry.environments().find(NEW).orElseThrow().settings()).isEqualTo(trusting);
    assertThat(registry.environments().put(NEW, usual, Map.of()).settings().trust())
        .isEqualTo(Trust.NONE);
  }

  @Test
  void secret_omittedLater_isKept() {
    for (EnvironmentSecret which : EnvironmentSecret.values()) {
      put(Map.of(which, Optional.of(new Secret("s1"))));
      put(Map.of());
      assertThat(registry.environments().secret(NEW, which)).contains(new Secret("s1"));

      put(Map.of(which, Optional.of(new Secret("s2"))));
      assertThat(registry.environments().secret(NEW, which)).contains(new Secret("s2"));
    }
  }

  @Test
  void secret_takenAway_isGoneAlone() {
    put(
        Map.of(
            EnvironmentSecret.WEBHOOK, Optional.of(new Secret("w")),
            EnvironmentSecret.PREVIEW, Optional.of(new Secret("p"))));

    put(Map.of(EnvironmentSecret.PREVIEW, Optional.empty()));

    assertThat(registry.environments().secret(NEW, EnvironmentSecret.PREVIEW)).isEmpty();
    assertThat(registry.environments().secret(NEW, EnvironmentSecret.WEBHOOK))
        .contains(new Secret("w"));
  }

  @Test
  void secret_neverSet_isEmpty() {
    assertThat(registry.environments().secret(PRODUCTION, EnvironmentSecret.WEBHOOK)).isEmpty();
    assertThat(registry.environments().secret(NOWHERE, EnvironmentSecret.WEBHOOK)).isEmpty();
  }

  private void put(Map<EnvironmentSecret, Optional<Secret>> secrets) {
    registry.environments().put(NEW, settings(true), secrets);
  }

  @Test
  void breakGlass_switchedOn_staysUntilItIsSwitchedOff() {
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", "an incident", now());

    assertThat(registry.environments().breakGlass(PRODUCTION, Optional.of(stop))).isTrue();
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().breakGlass()).contains(stop);
    registry.environments().put(PRODUCTION, settings(false), Map.of());
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().breakGlass()).contains(stop);

    assertThat(registry.environments().breakGlass(PRODUCTION, Optional.empty())).isTrue();
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().breakGlass()).isEmpty();
  }

  @Test
  void breakGlass_switchedOffTwice_isToldOfOnce() {
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", "an incident", now());
    registry.environments().breakGlass(PRODUCTION, Optional.of(stop));
    registry.environments().breakGlass(PRODUCTION, Optional.empty());
    Object before = registry.audit().list(AuditFilter.ALL, PageRequest.first(99));

    assertThat(registry.environments().breakGlass(PRODUCTION, Optional.empty())).isFalse();

    assertThat(registry.audit().list(AuditFilter.ALL, PageRequest.first(99))).isEqualTo(before);
  }

  @Test
  void breakGlass_noSuchEnvironment_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> registry.environments().breakGlass(NOWHERE, Optional.empty()));
  }

  @Test
  void list_several_isByName() {
    registry.environments().put(NEW, settings(true), Map.of());

    assertThat(registry.environments().list())
        .extracting(Environment::name)
        .containsExactly(NEW, PRODUCTION, STAGING);
  }

  @Test
  void find_noSuchEnvironment_isEmpty() {
    assertThat(registry.environments().find(NOWHERE)).isEmpty();
  }
}
