package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Progress;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.RepositoryAddress;
import dev.sluice.registry.environment.RunSettings;
import dev.sluice.registry.release.BuiltCommit;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncedCommit;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Many tenants of one server, each with an environment, a commit and a release of its own. Their
 * workflows are those of one of them with another company's name, so no two have a digest in
 * common.
 */
record ManyEnvironments(List<Build> builds, int count) {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "localhost");
  private static final int SAY_EVERY = 100;

  ManyEnvironments {
    builds = List.copyOf(builds);
  }

  /** Brings them all live. */
  void write(Registry registry, Progress progress) {
    for (int number = 0; number < count; number++) {
      write(registry, number);
      if ((number + 1) % SAY_EVERY == 0) {
        progress.say((number + 1) + " environments are written");
      }
    }
  }

  private void write(Registry registry, int number) {
    EnvironmentName name = name(number);
    RepositoryAddress repository =
        new RepositoryAddress("https://example.com/" + name + "/auth.git", "main");
    registry
        .environments()
        .put(name, new EnvironmentSettings(repository, true, RunSettings.DEFAULT), Map.of());
    registry.syncs().request(name, "to be measured");
    Sync sync = registry.syncs().claim(WORKER, Instant.now(), Instant.now().plusSeconds(60)).orElseThrow();
    SyncedCommit commit = new SyncedCommit(new CommitId("%040x".formatted(number + 1)), "[]");
    List<Build> own = builds.stream().map(build -> build(build, number)).toList();
    registry.releases().deploy(new BuiltCommit(sync.claim(), commit, own));
  }

  private static Build build(Build build, int number) {
    Bundle bundle = build.bundle();
    return new Build(
        build.workflow(),
        new Bundle(
            bundle.code().replace("Acme Inc.", company(number)),
            bundle.sourceMap().replace("Acme Inc.", company(number)),
            bundle.settings(),
            bundle.buildLog()));
  }

  static EnvironmentName name(int number) {
    return new EnvironmentName("tenant-" + number);
  }

  /** What its workflows call its company. */
  static String company(int number) {
    return "Tenant %d Inc.".formatted(number);
  }

  /** What one environment's bundles hold. */
  String sizes() {
    long code = builds.stream().mapToLong(it -> it.bundle().code().length()).sum();
    long maps = builds.stream().mapToLong(it -> it.bundle().sourceMap().length()).sum();
    return "%d bundles each, together %.1f kB of code and %.1f kB of source maps"
        .formatted(builds.size(), code / 1e3, maps / 1e3);
  }
}
