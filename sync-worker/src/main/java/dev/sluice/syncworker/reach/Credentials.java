package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.DeployKey;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What each environment shows its Git host. Thread-safe; close it when nothing is fetched any more.
 */
public final class Credentials implements AutoCloseable {
  /** A user's name where hosts want one and take any. */
  private static final String SOMEBODY = "x-access-token";

  private final Environments environments;
  private final boolean allowPlain;
  private final AppTokenSource source;
  private final AppTokens tokens;

  /**
   * @param allowPlain whether GitHub's API may be called unencrypted
   * @param patience how long it may take to answer
   */
  public Credentials(
      Environments environments,
      boolean allowPlain,
      Outlet outlet,
      Duration patience,
      Clock clock) {
    this.environments = environments;
    this.allowPlain = allowPlain;
    this.source = new AppTokenSource(outlet, patience, clock);
    this.tokens = new AppTokens(source, clock);
  }

  /** What that environment shows; a GitHub App's token is asked for if need be. */
  public Credential of(Environment environment) {
    return switch (environment.settings().repository().access()) {
      case RepositoryAccess.Https https -> https(environment, https.username());
      case RepositoryAccess.Ssh ssh ->
          secret(environment, EnvironmentSecret.DEPLOY_KEY)
              .<Credential>map(it -> new Credential.Key(DeployKey.of(it), ssh.hostKey()))
              .orElseGet(() ->
                  new Credential.Lacking(
                      "The environment has no deploy key: POST /v1/environments/%s/deploy-key makes"
                              .formatted(environment.name())
                          + " one, whose public half the Git host is then given"));
      case RepositoryAccess.GitHubApp app -> app(environment, app, AppPermission.CONTENTS);
    };
  }

  /**
   * What that environment shows its host's API: a token of its own, or else what the repository is
   * read with, if it was given for the very host that the API is of.
   */
  public Credential forApi(Environment environment, URI api, AppPermission permission) {
    if (!allowPlain && !"https".equals(api.getScheme())) {
      return new Credential.Lacking("repository.statusApi.url isn't encrypted: use https://…");
    }
    Optional<Secret> own = secret(environment, EnvironmentSecret.STATUS_TOKEN);
    if (own.isPresent()) {
      return new Credential.Login(SOMEBODY, own.get());
    }
    RepositoryAddress repository = environment.settings().repository();
    return switch (repository.access()) {
      case RepositoryAccess.Https https ->
          ApiHost.isOf(repository.url(), api) ? https(environment, https.username()) : elsewhere();
      case RepositoryAccess.Ssh _ -> elsewhere();
      case RepositoryAccess.GitHubApp app ->
          app.apiUrl().equals(api) ? app(environment, app, permission) : elsewhere();
    };
  }

  private static Credential elsewhere() {
    return new Credential.Lacking(
        "What the repository is read with isn't for this API: set repository.statusToken");
  }

  /** The host's API didn't take it. */
  public void refusedByApi(Environment environment, AppPermission permission) {
    forget(environment, permission);
  }

  private void forget(Environment environment, AppPermission permission) {
    if (environment.settings().repository().access() instanceof RepositoryAccess.GitHubApp app) {
      secret(environment, EnvironmentSecret.REPOSITORY)
          .ifPresent(it -> tokens.forget(app, it, permission));
    }
  }

  private Credential app(
      Environment environment, RepositoryAccess.GitHubApp app, AppPermission permission) {
    if (!allowPlain && !"https".equals(app.apiUrl().getScheme())) {
      return new Credential.Lacking(
          "repository.gitHubApp.apiUrl isn't encrypted: use https://…, or start Sluice with"
              + " --allow-local-repositories");
    }
    return secret(environment, EnvironmentSecret.REPOSITORY)
        .map(it -> tokens.of(app, it, permission))
        .orElseGet(() ->
            new Credential.Lacking(
                "The environment has no private key of the GitHub App: set"
                    + " repository.gitHubApp.privateKey"));
  }

  private Credential https(Environment environment, Optional<String> username) {
    Optional<Secret> password = secret(environment, EnvironmentSecret.REPOSITORY);
    if (password.isPresent()) {
      return new Credential.Login(username.orElse(SOMEBODY), password.get());
    }
    return username.isEmpty()
        ? new Credential.None()
        : new Credential.Lacking(
            "The environment has a repository.username and no password or token: set"
                + " repository.token, or leave the name out");
  }

  private Optional<Secret> secret(Environment environment, EnvironmentSecret which) {
    return environments.secret(environment.name(), which);
  }

  /** The host didn't take what it was shown: what can be had anew is, the next time. */
  public void refused(Environment environment) {
    forget(environment, AppPermission.CONTENTS);
  }

  @Override
  public void close() {
    source.close();
  }
}
