package dev.sluice.syncworker.report;

import dev.sluice.registry.environment.GitHostKind;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.environment.RepositoryAddress;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Finds the API of the host that an environment's repository lies at. */
final class ApiPlaces {
  private static final Map<String, GitHostKind> KNOWN =
      Map.of(
          "github.com", GitHostKind.GITHUB,
          "gitlab.com", GitHostKind.GITLAB,
          "codeberg.org", GitHostKind.GITEA,
          "gitea.com", GitHostKind.GITEA,
          "bitbucket.org", GitHostKind.BITBUCKET_CLOUD);
  private static final Pattern VERSION = Pattern.compile("(/api)?/v\\d$");

  private ApiPlaces() {}

  /**
   * Empty if there's none that is understood, or the host isn't to be told.
   *
   * @param seen the kind of host that its pushes come from
   */
  static Optional<ApiPlace> of(RepositoryAddress address, Supplier<Optional<GitHostKind>> seen) {
    return address.statuses().on()
        ? RepositoryPlace.of(address.url()).flatMap(it -> of(address, it, seen))
        : Optional.empty();
  }

  private static Optional<ApiPlace> of(
      RepositoryAddress address, RepositoryPlace place, Supplier<Optional<GitHostKind>> seen) {
    Optional<GitHostKind> kind =
        address
            .statuses()
            .kind()
            .or(() -> Optional.ofNullable(KNOWN.get(place.host())))
            .or(() -> app(address).map(_ -> GitHostKind.GITHUB))
            .or(seen);
    return kind.flatMap(it ->
        base(address, place, it)
            .flatMap(
                base -> repository(place, it, base).map(name -> new ApiPlace(it, base, name))));
  }

  private static Optional<RepositoryAccess.GitHubApp> app(RepositoryAddress address) {
    return address.access() instanceof RepositoryAccess.GitHubApp app
        ? Optional.of(app)
        : Optional.empty();
  }

  private static Optional<URI> base(
      RepositoryAddress address, RepositoryPlace place, GitHostKind kind) {
    return address
        .statuses()
        .url()
        .or(() -> app(address).map(RepositoryAccess.GitHubApp::apiUrl))
        .or(() -> usual(place, kind).map(URI::create));
  }

  private static Optional<String> usual(RepositoryPlace place, GitHostKind kind) {
    return switch (kind) {
      case GITHUB ->
          Optional.of(
              place.host().equals("github.com")
                  ? RepositoryAccess.GitHubApp.PUBLIC_API.toString()
                  : place.origin() + "/api/v3");
      case GITLAB -> Optional.of(place.origin() + "/api/v4");
      case GITEA -> Optional.of(place.origin() + folder(place) + "/api/v1");
      case BITBUCKET_CLOUD, BITBUCKET_DATA_CENTER -> Optional.empty();
    };
  }

  /** What stands before owner and name, where the host doesn't have its origin for itself. */
  private static String folder(RepositoryPlace place) {
    int name = place.path().lastIndexOf('/');
    int owner = place.path().lastIndexOf('/', name - 1);
    return owner < 0 ? "" : "/" + place.path().substring(0, owner);
  }

  private static Optional<String> repository(RepositoryPlace place, GitHostKind kind, URI base) {
    String root = VERSION.matcher(base.getPath()).replaceFirst("").replaceFirst("^/", "") + "/";
    String path =
        place.path().startsWith(root) ? place.path().substring(root.length()) : place.path();
    int segments = path.split("/", -1).length;
    return Optional.of(path)
        .filter(_ -> kind == GitHostKind.GITLAB ? segments >= 2 : segments == 2)
        .filter(it -> !it.contains("//") && !it.startsWith("/"));
  }
}
