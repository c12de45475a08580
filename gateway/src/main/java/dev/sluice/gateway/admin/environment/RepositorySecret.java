package dev.sluice.gateway.admin.environment;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of a repository's tokens when its settings change. Each was given for one host and
 * in one role: shown to another host, or as something else, it would be given away.
 */
record RepositorySecret(Environments environments, EnvironmentName name) {
  /**
   * Takes it away, unless it is for the same host or given anew.
   *
   * @param before where the repository was; empty for a new environment
   * @param secrets those that change; gets one more if so
   * @return what to tell the caller
   */
  List<String> keepOrForget(
      Optional<RepositoryAddress> before,
      RepositoryAddress after,
      Map<EnvironmentSecret, Optional<Secret>> secrets) {
    List<String> told = new ArrayList<>();
    if (before.filter(it -> !receiver(it).equals(receiver(after))).isPresent()
        && forget(EnvironmentSecret.REPOSITORY, secrets)) {
      told.add(
          "The repository's token or private key was for another host or another use, and was"
              + " forgotten. Give it anew if it is for this one.");
    }
    if (before.filter(it -> !api(it).equals(api(after))).isPresent()
        && forget(EnvironmentSecret.STATUS_TOKEN, secrets)) {
      told.add(
          "The repository's statusToken was for another host, and was forgotten. Give it anew if"
              + " it is for this one.");
    }
    return told;
  }

  /** Whether there was one, and it isn't given anew. */
  private boolean forget(
      EnvironmentSecret which, Map<EnvironmentSecret, Optional<Secret>> secrets) {
    if (secrets.containsKey(which) || environments.secret(name, which).isEmpty()) {
      return false;
    }
    secrets.put(which, Optional.empty());
    return true;
  }

  /** Whose API the status token is for. */
  private static String api(RepositoryAddress address) {
    return address
        .statuses()
        .url()
        .map(it -> RepositoryUrl.receiver(it.toString()))
        .orElseGet(() -> receiver(address));
  }

  private static String receiver(RepositoryAddress address) {
    String host = RepositoryUrl.receiver(address.url());
    return switch (address.access()) {
      case RepositoryAccess.Https _ -> "token for " + host;
      case RepositoryAccess.Ssh _ -> "key for " + host;
      case RepositoryAccess.GitHubApp app -> "app for " + host + " by " + app.apiUrl();
    };
  }
}
