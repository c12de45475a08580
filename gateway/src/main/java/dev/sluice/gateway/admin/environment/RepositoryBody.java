package dev.sluice.gateway.admin.environment;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.Needed;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.StatusApi;
import dev.sluice.registry.trust.SshHostKey;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an environment's workflows come from, and what the Git host is shown.
 *
 * @param branch {@code main} if left out
 * @param username whose token it is, if the host wants to know
 * @param token a token or password; the present one if left out, none if empty
 * @param sshHostKey the key that the host proves itself with, over SSH
 * @param gitHubApp instead of a token
 * @param statusApi where the host is told what became of commits; the usual place if left out
 * @param statusToken what it is shown there; the present one if left out, none if empty
 * @param pollSeconds how often the branch is looked at without a push: 10 to 86,400, or 0 for
 *     never; 300 if left out
 */
@JsonIgnoreProperties({"tokenSet", "sshHostKeyFingerprint", "deployKeySet", "statusTokenSet"})
record RepositoryBody(
    @Needed @Nullable String url,
    @Nullable String branch,
    @Nullable String username,
    @Nullable String token,
    @Nullable String sshHostKey,
    @Nullable App gitHubApp,
    @Nullable StatusApiBody statusApi,
    @Nullable String statusToken,
    @Nullable Integer pollSeconds) {
  private static final int LONGEST_SECRET = 8_192;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN (RSA )?PRIVATE KEY-----[^-]+-----END (RSA )?PRIVATE KEY-----\\s*");

  /**
   * An installation of a GitHub App.
   *
   * @param apiUrl {@code https://api.github.com} if left out
   * @param privateKey RSA, in PEM; the present one if left out
   */
  @JsonIgnoreProperties("privateKeySet")
  record App(
      @Needed @Nullable String appId,
      @Needed @Nullable String installationId,
      @Nullable String apiUrl,
      @Nullable String privateKey) {}

  /**
   * @throws Refusal 400 naming what is missing or not allowed
   */
  RepositoryAddress address() {
    String address = RepositoryUrl.check(Bodies.required("repository.url", url));
    String name = branch == null ? "main" : branch;
    RepositoryAccess access = access(address);
    StatusApi statuses = statusApi == null ? StatusApi.USUAL : statusApi.api();
    int poll = pollSeconds == null ? RepositoryAddress.USUAL_POLL_SECONDS : pollSeconds;
    return Bodies.valid(name, it -> new RepositoryAddress(address, it, access, poll, statuses));
  }

  private RepositoryAccess access(String address) {
    if (RepositoryUrl.isSsh(address)) {
      refuse(
          username, "username", "over SSH a deploy key is shown, and the user stands in the URL");
      refuse(token, "token", "over SSH a deploy key is shown");
      refuse(gitHubApp, "gitHubApp", "it is for https:// URLs");
      return new RepositoryAccess.Ssh(Optional.ofNullable(sshHostKey).map(RepositoryBody::hostKey));
    }
    refuse(
        sshHostKey, "sshHostKey", "it is for SSH URLs, such as ssh://git@github.com/team/auth.git");
    if (RepositoryUrl.isFile(address)) {
      refuse(username, "username", "nobody asks for it on a disk");
      refuse(token, "token", "nobody asks for it on a disk");
      refuse(gitHubApp, "gitHubApp", "nobody asks for it on a disk");
    }
    if (gitHubApp != null) {
      refuse(username, "username", "a GitHub App has none");
      refuse(token, "token", "a GitHub App's tokens are fetched with its privateKey");
      return app(gitHubApp);
    }
    return Bodies.valid(Optional.ofNullable(username), RepositoryAccess.Https::new);
  }

  /** An empty token takes one away, wherever. */
  private static void refuse(@Nullable Object given, String field, String why) {
    if (given != null && !given.equals("")) {
      throw Refusal.badBody("`repository.%s` can't be given here: %s.".formatted(field, why));
    }
  }

  private static SshHostKey hostKey(String line) {
    try {
      return SshHostKey.read(line);
    } catch (IllegalArgumentException e) {
      throw Refusal.badBody("`repository.sshHostKey`: %s.".formatted(e.getMessage()));
    }
  }

  private static RepositoryAccess app(App given) {
    String app = Bodies.required("repository.gitHubApp.appId", given.appId());
    String installation =
        Bodies.required("repository.gitHubApp.installationId", given.installationId());
    URI api =
        given.apiUrl() == null
            ? RepositoryAccess.GitHubApp.PUBLIC_API
            : GitHubApi.check("repository.gitHubApp.apiUrl", given.apiUrl());
    return Bodies.valid(app, it -> new RepositoryAccess.GitHubApp(it, installation, api));
  }

  /**
   * Adds the token or the App's private key, if it changes: a new one, or empty to take it away.
   *
   * @throws Refusal 400 if it can't be one
   */
  void secret(Map<EnvironmentSecret, Optional<Secret>> changed) {
    if (gitHubApp != null && gitHubApp.privateKey() != null) {
      Secret key = privateKey(gitHubApp.privateKey());
      changed.put(EnvironmentSecret.REPOSITORY, Optional.of(key));
    } else if (token != null) {
      changed.put(
          EnvironmentSecret.REPOSITORY,
          Optional.of(line("token", token)).filter(it -> !it.isEmpty()).map(Secret::new));
    }
    if (statusToken != null) {
      changed.put(
          EnvironmentSecret.STATUS_TOKEN,
          Optional.of(line("statusToken", statusToken))
              .filter(it -> !it.isEmpty())
              .map(Secret::new));
    }
  }

  private static String line(String field, String token) {
    if (token.length() > LONGEST_SECRET || token.chars().anyMatch(Character::isISOControl)) {
      throw Refusal.badBody(
          "`repository.%s` must be one line of at most %,d characters."
              .formatted(field, LONGEST_SECRET));
    }
    return token;
  }

  private static Secret privateKey(String pem) {
    if (pem.length() > 2 * LONGEST_SECRET || !PEM.matcher(pem).matches()) {
      throw Refusal.badBody(
          "`repository.gitHubApp.privateKey` must be the App's private key in PEM, which begins"
              + " with -----BEGIN RSA PRIVATE KEY-----.");
    }
    return new Secret(pem);
  }
}
