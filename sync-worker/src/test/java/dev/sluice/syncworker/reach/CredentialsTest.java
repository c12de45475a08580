package dev.sluice.syncworker.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.sqlite.SqliteRegistry;
import dev.sluice.registry.vault.MasterKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an environment shows its Git host, by what is set. */
class CredentialsTest {
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");

  @TempDir private Path folder;
  private Registry registry;
  private Credentials credentials;

  @BeforeEach
  void open() {
    registry =
        SqliteRegistry.open(folder, MasterKey.parse("A".repeat(43), "a test"), Clock.systemUTC());
    credentials =
        new Credentials(
            registry.environments(),
            false,
            new Outlet(GitNetwork.DIRECT),
            Duration.ofSeconds(1),
            Clock.systemUTC());
  }

  @AfterEach
  void close() {
    credentials.close();
    registry.close();
  }

  @Test
  void token_goesWithItsUser_orWithSomebody() {
    Environment anybody = put(new RepositoryAccess.Https(Optional.empty()));
    assertThat(credentials.of(anybody)).isEqualTo(new Credential.None());

    give(EnvironmentSecret.REPOSITORY, "token");
    assertThat(credentials.of(anybody)).isEqualTo(FetchBench.login("x-access-token", "token"));
    assertThat(credentials.of(put(new RepositoryAccess.Https(Optional.of("ada")))))
        .isEqualTo(FetchBench.login("ada", "token"));
  }

  @Test
  void whatIsMissing_isToldByName() {
    lacks(new RepositoryAccess.Https(Optional.of("ada")), "repository.token");
    lacks(new RepositoryAccess.Ssh(Optional.empty()), "/v1/environments/production/deploy-key");
    lacks(app("https://api.example.com"), "privateKey");
  }

  @Test
  void app_whoseApiIsNotEncrypted_isRefused() {
    give(EnvironmentSecret.REPOSITORY, "key");

    lacks(app("http://api.example.com"), "--allow-local-repositories");
  }

  @Test
  void deployKey_isShown() {
    DeployKey key = DeployKey.generate();
    give(EnvironmentSecret.DEPLOY_KEY, key.toSecret().reveal());

    assertThat(credentials.of(put(new RepositoryAccess.Ssh(Optional.empty()))))
        .isEqualTo(new Credential.Key(key, Optional.empty()));
  }

  private static RepositoryAccess app(String api) {
    return new RepositoryAccess.GitHubApp("1", "2", URI.create(api));
  }

  private void lacks(RepositoryAccess access, String words) {
    assertThat(credentials.of(put(access)))
        .isInstanceOfSatisfying(
            Credential.Lacking.class, it -> assertThat(it.reason()).contains(words));
  }

  private void give(EnvironmentSecret which, String secret) {
    put(RepositoryAccess.USUAL);
    registry.environments().putSecrets(ENVIRONMENT, Map.of(which, Optional.of(new Secret(secret))));
  }

  private Environment put(RepositoryAccess access) {
    RepositoryAddress address = new RepositoryAddress("https://example.com/a.git", "main", access);
    return registry
        .environments()
        .put(ENVIRONMENT, new EnvironmentSettings(address, true, RunSettings.DEFAULT), Map.of());
  }
}
