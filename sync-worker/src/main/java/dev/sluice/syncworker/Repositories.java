package dev.sluice.syncworker;

import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Looking;
import dev.sluice.syncworker.fetch.Mirrors;
import dev.sluice.syncworker.reach.Credential;
import dev.sluice.syncworker.reach.Credentials;
import java.io.IOException;

/** Every environment's repository, read with what the environment shows its host. Thread-safe. */
record Repositories(Mirrors mirrors, Credentials credentials) {
  private interface Fetch {
    Fetching from(EnvironmentName environment, RepositoryAddress address, Credential credential);
  }

  /** Fetches the branch into the environment's mirror and gives the commit it is at. */
  Fetching fetch(Environment environment) {
    return fetch(environment, mirrors::fetch);
  }

  /** The same, apart from the mirror; to be {@link #discardApart discarded}. */
  Fetching fetchApart(Environment environment) {
    return fetch(environment, mirrors::fetchApart);
  }

  /** Fetches a pull request's head, apart from the mirror too. */
  Fetching fetchCheck(Environment environment, String ref) {
    return fetch(
        environment,
        (name, address, credential) -> mirrors.fetchCheck(name, address, ref, credential));
  }

  /** Looks where the branch is. */
  Looking look(Environment environment) {
    Looking looking =
        mirrors.look(environment.settings().repository(), credentials.of(environment));
    if (looking instanceof Looking.Trouble trouble && trouble.at() == Hurdle.CREDENTIALS) {
      credentials.refused(environment);
    }
    return looking;
  }

  private Fetching fetch(Environment environment, Fetch fetch) {
    Credential credential = credentials.of(environment);
    Fetching fetching =
        fetch.from(environment.name(), environment.settings().repository(), credential);
    if (fetching instanceof Fetching.Refused refused && refused.at() == Hurdle.CREDENTIALS) {
      credentials.refused(environment);
    }
    return fetching;
  }

  /** Keeps the environment's mirror small, once nobody waits for that. */
  void tidy(Environment environment) throws IOException {
    mirrors.tidy(environment.name(), environment.settings().repository());
  }

  /** The same for what was fetched of its pull requests; what is at {@code ref} is kept. */
  void tidyCheck(Environment environment, String ref) throws IOException {
    mirrors.tidyCheck(environment.name(), ref);
  }

  /** Throws the environment's mirror away, since it can't be read. */
  void discard(EnvironmentName environment) throws IOException {
    mirrors.discard(environment);
  }

  /** Throws away what was fetched of its pull requests. */
  void discardCheck(EnvironmentName environment) throws IOException {
    mirrors.discardCheck(environment);
  }

  void discardApart(EnvironmentName environment) throws IOException {
    mirrors.discardApart(environment);
  }
}
