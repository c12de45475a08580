package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.trust.SshHostKey;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where an environment's workflows come from, as administrators see it.
 *
 * @param tokenSet absent where no token could be
 * @param sshHostKey absent while none is known: then nothing is fetched
 * @param deployKeySet absent but over SSH
 * @param statusApi absent where it is the usual one
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record RepositoryView(
    String url,
    String branch,
    Optional<String> username,
    Optional<Boolean> tokenSet,
    Optional<String> sshHostKey,
    Optional<String> sshHostKeyFingerprint,
    Optional<Boolean> deployKeySet,
    Optional<App> gitHubApp,
    Optional<StatusApiView> statusApi,
    boolean statusTokenSet,
    int pollSeconds) {

  /** Where the host is told, as far as that was chosen. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record StatusApiView(
      @OneOf({"github", "gitlab", "gitea", "off"}) Optional<String> kind, Optional<URI> url) {
    static Optional<StatusApiView> of(StatusApi api) {
      Optional<String> kind = api.on() ? api.kind().map(GitHostKind::toString) : Optional.of("off");
      return Optional.of(api)
          .filter(it -> !it.equals(StatusApi.USUAL))
          .map(it -> new StatusApiView(kind, it.url()));
    }
  }

  /** An installation of a GitHub App. */
  record App(String appId, String installationId, URI apiUrl, boolean privateKeySet) {}

  static RepositoryView of(RepositoryAddress repository, Predicate<EnvironmentSecret> isSet) {
    RepositoryAccess access = repository.access();
    Optional<SshHostKey> hostKey =
        access instanceof RepositoryAccess.Ssh ssh ? ssh.hostKey() : Optional.empty();
    return new RepositoryView(
        repository.url(),
        repository.branch(),
        access instanceof RepositoryAccess.Https https ? https.username() : Optional.empty(),
        Optional.of(access)
            .filter(it -> it instanceof RepositoryAccess.Https)
            .filter(it -> !RepositoryUrl.isFile(repository.url()))
            .map(it -> isSet.test(EnvironmentSecret.REPOSITORY)),
        hostKey.map(SshHostKey::text),
        hostKey.map(SshHostKey::fingerprint),
        Optional.of(access)
            .filter(it -> it instanceof RepositoryAccess.Ssh)
            .map(it -> isSet.test(EnvironmentSecret.DEPLOY_KEY)),
        access instanceof RepositoryAccess.GitHubApp app
            ? Optional.of(app(app, isSet.test(EnvironmentSecret.REPOSITORY)))
            : Optional.empty(),
        StatusApiView.of(repository.statuses()),
        isSet.test(EnvironmentSecret.STATUS_TOKEN),
        repository.pollSeconds());
  }

  private static App app(RepositoryAccess.GitHubApp app, boolean keySet) {
    return new App(app.appId(), app.installationId(), app.apiUrl(), keySet);
  }
}
