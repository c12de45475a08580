package dev.sluice.syncworker.fetch;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Every environment's bare repository on this machine, each in a folder of its own. Thread-safe as
 * long as one environment is fetched by one thread at a time. They hold nothing that the remotes
 * don't: deleting them costs a fetch.
 */
public final class Mirrors {
  private final Path folder;
  private final boolean allowLocal;
  private final FetchLimits limits;

  /**
   * @param folder where they are kept; made when needed
   * @param allowLocal whether repositories on this machine and over {@code http:} are allowed
   */
  public Mirrors(Path folder, boolean allowLocal, FetchLimits limits) {
    IsolatedGit.install();
    this.folder = folder;
    this.allowLocal = allowLocal;
    this.limits = limits;
  }

  /** Fetches the branch and gives the commit it is at. */
  public Fetching fetch(EnvironmentName environment, RepositoryAddress address) {
    return switch (Remote.parse(address.url(), allowLocal)) {
      case Remote.Refused refused -> new Fetching.Refused(refused.reason());
      case Remote.Allowed remote -> mirror(environment).fetch(remote, address.ref());
    };
  }

  /** Throws an environment's mirror away, since what it holds can't be read. */
  public void discard(EnvironmentName environment) throws IOException {
    mirror(environment).discard();
  }

  private Mirror mirror(EnvironmentName environment) {
    return new Mirror(folder, environment.value(), limits);
  }
}
