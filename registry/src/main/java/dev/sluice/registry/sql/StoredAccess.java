package dev.sluice.registry.sql;

import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.trust.SshHostKey;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what a Git host is shown lies in its column: one of the three, or nothing. */
record StoredAccess(
    Optional<String> username, Optional<StoredAccess.Ssh> ssh, Optional<App> gitHubApp) {
  record Ssh(Optional<String> hostKey) {}

  record App(String appId, String installationId, String apiUrl) {}

  static @Nullable String column(RepositoryAccess access) {
    return access.equals(RepositoryAccess.USUAL) ? null : Json.write(of(access));
  }

  private static StoredAccess of(RepositoryAccess access) {
    Optional<String> none = Optional.empty();
    return switch (access) {
      case RepositoryAccess.Https https ->
          new StoredAccess(https.username(), Optional.empty(), Optional.empty());
      case RepositoryAccess.Ssh ssh ->
          new StoredAccess(
              none, Optional.of(new Ssh(ssh.hostKey().map(SshHostKey::text))), Optional.empty());
      case RepositoryAccess.GitHubApp app ->
          new StoredAccess(
              none,
              Optional.empty(),
              Optional.of(new App(app.appId(), app.installationId(), app.apiUrl().toString())));
    };
  }

  static RepositoryAccess read(@Nullable String column) {
    if (column == null) {
      return RepositoryAccess.USUAL;
    }
    StoredAccess stored = Json.readRecord(column, StoredAccess.class);
    if (stored.ssh().isPresent()) {
      return new RepositoryAccess.Ssh(stored.ssh().get().hostKey().map(SshHostKey::new));
    }
    return stored
        .gitHubApp()
        .<RepositoryAccess>map(app ->
            new RepositoryAccess.GitHubApp(
                app.appId(), app.installationId(), URI.create(app.apiUrl())))
        .orElseGet(() -> new RepositoryAccess.Https(stored.username()));
  }
}
