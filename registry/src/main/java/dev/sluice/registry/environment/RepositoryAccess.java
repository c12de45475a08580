package dev.sluice.registry.environment;

import dev.sluice.registry.trust.SshHostKey;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a Git host is shown to let Sluice in, but for what is secret of it. */
public sealed interface RepositoryAccess {
  /** A token or password, if one is set. */
  RepositoryAccess USUAL = new Https(Optional.empty());

  /**
   * A user's name, with the token or password that is kept as {@link EnvironmentSecret#REPOSITORY};
   * nothing, if none is.
   */
  record Https(Optional<String> username) implements RepositoryAccess {
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}:]{1,200}");

    public Https {
      if (username.isPresent() && !NAME.matcher(username.get()).matches()) {
        throw new IllegalArgumentException(
            "`repository.username` must have 1 to 200 characters, without a colon");
      }
    }
  }

  /**
   * The key kept as {@link EnvironmentSecret#DEPLOY_KEY}.
   *
   * @param hostKey whom it is shown to; without one, nobody
   */
  record Ssh(Optional<SshHostKey> hostKey) implements RepositoryAccess {}

  /**
   * A GitHub App's installation, whose private key is kept as {@link EnvironmentSecret#REPOSITORY}.
   *
   * @param appId the App's id, or its client id
   * @param apiUrl where GitHub's REST API answers, without a slash at its end
   */
  record GitHubApp(String appId, String installationId, URI apiUrl) implements RepositoryAccess {
    public static final URI PUBLIC_API = URI.create("https://api.github.com");

    private static final Pattern APP = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    private static final Pattern INSTALLATION = Pattern.compile("[0-9]{1,20}");

    public GitHubApp {
      if (!APP.matcher(appId).matches()) {
        throw new IllegalArgumentException(
            "`repository.gitHubApp.appId` must be the App's id, such as 123456, or its client id");
      }
      if (!INSTALLATION.matcher(installationId).matches()) {
        throw new IllegalArgumentException(
            "`repository.gitHubApp.installationId` must be a number, such as 12345678");
      }
    }
  }
}
