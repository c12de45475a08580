package dev.sluice.gateway.admin.environment;

import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.StatusApi;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a Git host is told what became of commits and pull requests.
 *
 * @param kind how it is talked to, or {@code off}; seen from its address and pushes if left out
 * @param url where its REST API is; the usual place if left out
 */
record StatusApiBody(
    @OneOf({"github", "gitlab", "gitea", "off"}) @Nullable String kind, @Nullable String url) {

  /**
   * @throws Refusal 400 naming what isn't allowed
   */
  StatusApi api() {
    Optional<URI> there =
        Optional.ofNullable(url).map(it -> GitHubApi.check("repository.statusApi.url", it));
    if (kind == null) {
      return new StatusApi(true, Optional.empty(), there);
    }
    return switch (kind) {
      case "github" -> new StatusApi(true, Optional.of(GitHostKind.GITHUB), there);
      case "gitlab" -> new StatusApi(true, Optional.of(GitHostKind.GITLAB), there);
      case "gitea" -> new StatusApi(true, Optional.of(GitHostKind.GITEA), there);
      case "off" -> new StatusApi(false, Optional.empty(), there);
      default ->
          throw Refusal.badBody(
              "`repository.statusApi.kind` must be github, gitlab, gitea (also for Forgejo) or"
                  + " off.");
    };
  }
}
