package dev.sluice.syncworker.fetch;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.reach.Credential;
import dev.sluice.syncworker.reach.GitNetwork;
import dev.sluice.syncworker.reach.Outlet;
import dev.sluice.syncworker.reach.Reach;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Every environment's bare repository on this machine, each in a folder of its own. Thread-safe as
 * long as one environment is fetched by one thread at a time. They hold nothing that the remotes
 * don't: deleting them costs a fetch.
 */
public final class Mirrors {
  private static final String OURS_REFUSED =
      "The repository lies in Sluice's own data folder, among its copies of every environment's:"
          + " take one that lies elsewhere";

  private final Path folder;
  private final boolean allowLocal;
  private final FetchLimits limits;
  private final Outlet outlet;

  /**
   * @param folder where they are kept; made when needed
   * @param allowLocal whether repositories on this machine and over {@code http:} are allowed
   */
  public Mirrors(Path folder, boolean allowLocal, FetchLimits limits, Outlet outlet) {
    IsolatedGit.install();
    this.folder = folder;
    this.allowLocal = allowLocal;
    this.limits = limits;
    this.outlet = outlet;
  }

  /** With nothing between us and Git hosts. */
  public Mirrors(Path folder, boolean allowLocal, FetchLimits limits) {
    this(folder, allowLocal, limits, new Outlet(GitNetwork.DIRECT));
  }

  /** Fetches the branch and gives the commit it is at, showing the host nothing. */
  public Fetching fetch(EnvironmentName environment, RepositoryAddress address) {
    return fetch(environment, address, new Credential.None());
  }

  /** Fetches the branch and gives the commit it is at. */
  public Fetching fetch(
      EnvironmentName environment, RepositoryAddress address, Credential credential) {
    return fetch(mirror(environment), address, address.ref(), credential);
  }

  /**
   * The same, apart from the environment's mirror, for whoever only tries. One thread at a time per
   * environment, which then {@link #discardApart discards} it.
   */
  public Fetching fetchApart(
      EnvironmentName environment, RepositoryAddress address, Credential credential) {
    return fetch(apart(environment), address, address.ref(), credential);
  }

  /**
   * Fetches what {@code ref} is at, into a mirror for pull requests: what anyone may have put there
   * never lies beside what goes live. One thread at a time per environment.
   */
  public Fetching fetchCheck(
      EnvironmentName environment, RepositoryAddress address, String ref, Credential credential) {
    return fetch(checked(environment), address, ref, credential);
  }

  /** Looks where the branch is, and fetches nothing. Any number of threads may at once. */
  public Looking look(RepositoryAddress address, Credential credential) {
    return switch (way(address, credential)) {
      case Way.Closed(Fetching why) -> Looking.of(why);
      case Way.Open(Remote.Allowed remote, Reach reach) ->
          new RemoteLook(remote, address.ref(), limits, reach).look();
    };
  }

  private Fetching fetch(
      Mirror mirror, RepositoryAddress address, String ref, Credential credential) {
    return switch (way(address, credential)) {
      case Way.Closed closed -> closed.why();
      case Way.Open(Remote.Allowed remote, Reach reach) ->
          mirror.fetch(new RemoteFetch(remote, ref, limits, reach));
    };
  }

  private sealed interface Way {
    record Open(Remote.Allowed remote, Reach reach) implements Way {}

    record Closed(Fetching why) implements Way {}
  }

  private Way way(RepositoryAddress address, Credential credential) {
    return switch (Remote.parse(address.url(), allowLocal)) {
      case Remote.Refused(String reason) -> refused(Hurdle.ADDRESS, reason);
      case Remote.Allowed remote when ours(remote) -> refused(Hurdle.ADDRESS, OURS_REFUSED);
      case Remote.Allowed remote ->
          switch (remote.shown(credential)) {
            case Credential.Lacking(String reason) -> refused(Hurdle.CREDENTIALS, reason);
            case Credential.NotNow(String cause) ->
                new Way.Closed(new Fetching.Unavailable(Hurdle.CREDENTIALS, cause));
            case Credential.None _, Credential.Login _, Credential.Key _ ->
                way(remote, remote.shown(credential));
          };
    };
  }

  /** Whether it is among the mirrors, where everybody's are; links on the way are followed. */
  private boolean ours(Remote.Allowed remote) {
    return remote.isLocal() && real(remote.path()).startsWith(real(folder));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException notThere) {
      return path.toAbsolutePath().normalize();
    }
  }

  private Way way(Remote.Allowed remote, Credential credential) {
    return remote
        .misfit(credential)
        .map(misfit -> refused(Hurdle.CREDENTIALS, misfit))
        .orElseGet(() ->
            new Way.Open(remote, new Reach(outlet, remote.uri(), credential, limits.patience())));
  }

  private static Way refused(Hurdle at, String reason) {
    return new Way.Closed(new Fetching.Refused(at, reason));
  }

  /** Throws an environment's mirror away, since what it holds can't be read. */
  public void discard(EnvironmentName environment) throws IOException {
    mirror(environment).discard();
  }

  /** Throws away what {@link #fetchApart} fetched. */
  public void discardApart(EnvironmentName environment) throws IOException {
    apart(environment).discard();
  }

  /** Throws away what {@link #fetchCheck} fetched, since it can't be read. */
  public void discardCheck(EnvironmentName environment) throws IOException {
    checked(environment).discard();
  }

  private Mirror checked(EnvironmentName environment) {
    return new Mirror(folder, ".checked-" + environment.value(), limits);
  }

  /** An environment's name never begins with a dot. */
  private Mirror apart(EnvironmentName environment) {
    return new Mirror(folder, ".apart-" + environment.value(), limits);
  }

  private Mirror mirror(EnvironmentName environment) {
    return new Mirror(folder, environment.value(), limits);
  }
}
