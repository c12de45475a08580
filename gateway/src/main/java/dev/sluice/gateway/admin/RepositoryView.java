package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
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
    int pollSeconds) {

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
        repository.pollSeconds());
  }

  private static App app(RepositoryAccess.GitHubApp app, boolean keySet) {
    return new App(app.appId(), app.installationId(), app.apiUrl(), keySet);
  }
}
