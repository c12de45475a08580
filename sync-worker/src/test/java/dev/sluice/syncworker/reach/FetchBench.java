package dev.sluice.syncworker.reach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.sluice.fixtures.WorkflowRepository;
import dev.sluice.registry.Secret;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.syncworker.fetch.FetchLimits;
import dev.sluice.syncworker.fetch.Fetching;
import dev.sluice.syncworker.fetch.Hurdle;
import dev.sluice.syncworker.fetch.Looking;
import dev.sluice.syncworker.fetch.Mirrors;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A folder with one repository, {@code remote.git}, and mirrors to fetch it into. */
final class FetchBench implements AutoCloseable {
  private static final EnvironmentName ENVIRONMENT = new EnvironmentName("production");
  private static final FetchLimits HURRIED =
      new FetchLimits(Duration.ofSeconds(1), Duration.ofSeconds(2), 10_000_000, 1_000_000);

  private final Path folder;
  private final WorkflowRepository repository;
  private final String commit;

  FetchBench(Path folder) throws IOException {
    this.folder = folder;
    repository = WorkflowRepository.create(folder.resolve("remote.git"));
    commit = repository.write("a.txt", "one ".repeat(10_000)).push("one");
  }

  static Credential login(String user, String password) {
    return new Credential.Login(user, new Secret(password));
  }

  Fetching fetch(GitNetwork network, FetchLimits limits, String url, Credential credential) {
    return new Mirrors(folder.resolve("mirrors"), true, limits, new Outlet(network))
        .fetch(ENVIRONMENT, new RepositoryAddress(url, "main"), credential);
  }

  Fetching fetch(String url, Credential credential) {
    return fetch(GitNetwork.DIRECT, FetchLimits.DEFAULT, url, credential);
  }

  /** The same from a host that isn't waited for long. */
  Fetching fetchHurried(String url, Credential credential) {
    return fetch(GitNetwork.DIRECT, HURRIED, url, credential);
  }

  /** A look at the branch, fetching nothing. */
  Looking look(String url, Credential credential) {
    return look(url, "main", credential);
  }

  Looking look(String url, String branch, Credential credential) {
    return new Mirrors(folder.resolve("mirrors"), true, FetchLimits.DEFAULT)
        .look(new RepositoryAddress(url, branch), credential);
  }

  void assertSeen(Looking looking) {
    assertThat(looking).isEqualTo(new Looking.At(new CommitId(commit)));
    assertThat(folder.resolve("mirrors")).doesNotExist();
  }

  void assertFetched(Fetching fetching) {
    var fetched = assertThat(fetching).asInstanceOf(type(Fetching.Fetched.class)).actual();
    try (var tree = fetched.tree()) {
      assertThat(tree.commit().value()).isEqualTo(commit);
    }
  }

  static String refusal(Fetching fetching, Hurdle at) {
    var refused = assertThat(fetching).asInstanceOf(type(Fetching.Refused.class)).actual();
    assertThat(refused.at()).as(refused.reason()).isEqualTo(at);
    return refused.reason();
  }

  static String cause(Fetching fetching, Hurdle at) {
    var away = assertThat(fetching).asInstanceOf(type(Fetching.Unavailable.class)).actual();
    assertThat(away.at()).as(away.cause()).isEqualTo(at);
    return away.cause();
  }

  @Override
  public void close() {
    repository.close();
  }
}
