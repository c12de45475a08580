package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.report.Figures;
import dev.sluice.benchmarks.report.Table;
import dev.sluice.benchmarks.sluice.Metrics;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.benchmarks.sluice.Team;
import dev.sluice.benchmarks.sluice.Workflows;
import dev.sluice.registry.Registry;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.environment.EnvironmentName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A thousand environments in one gateway: how long it takes to start with them, what they cost
 * while nobody calls, and how long the first run of one takes.
 */
public final class Environments {
  private static final int ENVIRONMENTS = 1_000;
  private static final int CALLED = 200;
  private static final EnvironmentName SAMPLE = new EnvironmentName("sample");

  private final Setting setting;
  private final int count;
  private final int called;
  private final Table states =
      new Table("of the environments", "realms", "programs compiled", "resident", "heap");
  private final Table firsts =
      new Table("first run of an idle one", "median", "p95", "longest", "CPU for one");

  public Environments(Setting setting) {
    this.setting = setting;
    this.count = setting.options().number("environments", ENVIRONMENTS);
    this.called = setting.options().number("count", CALLED);
    if (2 * called >= count) {
      throw new IllegalArgumentException(
          "twice --count %d are called, and one more; --environments %d are too few"
              .formatted(called, count));
    }
  }

  /** Measures, and gives the tables. */
  public String run() {
    ManyEnvironments tenants = new ManyEnvironments(samples(), count);
    Path data = setting.workspace().folder().resolve("data");
    try (Registry registry = Data.open(data)) {
      tenants.write(registry, setting.progress());
    }
    try (SluiceServer server =
        SluiceServer.start(setting.workspace(), data, setting.serverCores(), Map.of())) {
      setting.progress().say("ready after " + server.startedIn().toMillis() + " ms");
      measure(server);
      return "%s\n\n%s\n\n%s environments, %s; ready after %s."
          .formatted(
              states,
              firsts,
              Figures.count(count),
              tenants.sizes(),
              Figures.seconds(server.startedIn().toMillis() / 1e3));
    }
  }

  /** What the worker makes of one tenant's workflows. */
  private List<Build> samples() {
    Path folder = setting.workspace().folder();
    try (SluiceServer server =
            SluiceServer.start(
                setting.workspace(), folder.resolve("sample"), setting.serverCores(), Map.of());
        Team team = Team.connect(server, SAMPLE.value(), folder, List.of())) {
      team.release(Workflows.tenant());
      try (Registry registry = Data.open(server.data())) {
        return registry.releases().live(SAMPLE).orElseThrow().deployments().stream()
            .map(deployment -> build(registry, deployment))
            .toList();
      }
    }
  }

  private static Build build(Registry registry, Deployment deployment) {
    return new Build(
        deployment.workflow(), registry.deployments().bundle(deployment.id()).orElseThrow());
  }

  private void measure(SluiceServer server) {
    TenantLogins logins = TenantLogins.of(server);
    look(server, "none was called");
    first("on a server just started", server, logins, 0);
    look(server, called + " were called");
    new Contender("Sluice", logins.login(count - 1), server.child(), setting.connections())
        .warmUp(setting);
    first("on a warm server", server, logins, called);
    look(server, 2 * called + 1 + " were called");
  }

  private void look(SluiceServer server, String when) {
    server.awaitIdle();
    ServerMemory memory = ServerMemory.afterCollection(server.child());
    Metrics metrics = server.admin().metrics();
    long realms = metrics.value("sluice_runtime_realms");
    setting.progress().say(when + ": " + realms + " realms, " + memory);
    states.row(
        when,
        Figures.count(realms),
        Figures.count(metrics.value("sluice_programs_compiled_total")),
        Figures.megabytes(memory.resident()),
        Figures.megabytes(memory.heap()));
  }

  /** What is made beside the run, to be ready for the next, counts as processor time too. */
  private void first(String where, SluiceServer server, TenantLogins logins, int from) {
    Duration before = server.child().cpu();
    List<Double> millis = logins.first(from, called);
    Duration cpu = server.child().cpu().minus(before);
    setting.progress().say(where + ": " + Figures.millis(Figures.median(millis)));
    firsts.row(
        where,
        Figures.millis(Figures.median(millis)),
        Figures.millis(Figures.percentile(millis, 95)),
        Figures.millis(Collections.max(millis)),
        Figures.millis(cpu.toMillis() / (double) called));
  }
}
