package dev.sluice.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.deployment.CommitId;
import dev.sluice.registry.deployment.Deployment;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.Digest;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.Recording;
import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.FailurePolicy;
import dev.sluice.runtime.Outcome;
import dev.sluice.runtime.ProgramSource;
import dev.sluice.runtime.RunLimits;
import dev.sluice.runtime.Surroundings;
import dev.sluice.runtime.Trigger;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunTalliesTest {
  private static final EnvironmentName DEMO = new EnvironmentName("demo");

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @Test
  void ran_isCountedByDeploymentAndStatus() {
    RunTallies tallies = new RunTallies(meters);
    LiveWorkflow workflow = workflow(1);

    run(tallies, workflow, Outcome.Status.COMPLETED);
    run(tallies, workflow, Outcome.Status.FAILED);
    run(tallies, workflow, Outcome.Status.FAILED);

    assertThat(count("dep_1", "completed")).isEqualTo(1);
    assertThat(count("dep_1", "failed")).isEqualTo(2);
    assertThat(count("dep_1", "denied")).isZero();
    assertThat(meters.get("sluice.run.duration").tag("environment", "demo").timer().count())
        .isEqualTo(3);
  }

  @Test
  void ran_inTheSameDeploymentOfALaterRelease_isCountedOn() {
    RunTallies tallies = new RunTallies(meters);

    run(tallies, workflow(1), Outcome.Status.COMPLETED);
    run(tallies, workflow(1), Outcome.Status.COMPLETED);

    assertThat(count("dep_1", "completed")).isEqualTo(2);
  }

  @Test
  void sweep_letsGoOfDeploymentsThatAreNeitherLiveNorRun() {
    RunTallies tallies = new RunTallies(meters);
    LiveWorkflow old = workflow(1);
    LiveWorkflow live = workflow(2);
    run(tallies, old, Outcome.Status.COMPLETED);
    run(tallies, live, Outcome.Status.COMPLETED);

    tallies.sweep(serving(live));
    assertThat(deployments()).containsExactly("dep_1", "dep_2");
    tallies.sweep(serving(live));

    assertThat(deployments()).containsExactly("dep_2");
    run(tallies, old, Outcome.Status.COMPLETED);
    assertThat(count("dep_1", "completed")).isEqualTo(1);
    tallies.sweep(serving(live));
    run(tallies, old, Outcome.Status.COMPLETED);
    tallies.sweep(serving(live));
    assertThat(deployments()).containsExactly("dep_1", "dep_2");
  }

  @Test
  void deployments_beyondTheBound_shareOneSeries() {
    RunTallies tallies = new RunTallies(meters, 2);

    for (int i = 1; i <= 50; i++) {
      run(tallies, workflow(i), Outcome.Status.COMPLETED);
    }

    assertThat(deployments()).containsExactly("dep_1", "dep_2", "other");
    assertThat(count("other", "completed")).isEqualTo(48);
  }

  private static void run(RunTallies tallies, LiveWorkflow workflow, Outcome.Status status) {
    tallies
        .of(DEMO, workflow)
        .ran(
            new Outcome(
                status,
                Outcome.Decision.CONTINUE,
                "{}",
                Optional.empty(),
                new Outcome.Trace(
                    Instant.EPOCH, Duration.ofMillis(1), List.of(), "{}", List.of())));
  }

  private static LiveWorkflow workflow(int number) {
    Workflow workflow =
        new Workflow(
            new WorkflowId("wf"), new TriggerName("user:tokens_generation"), "Workflow.ts");
    Deployment deployment =
        new Deployment(
            new DeploymentId("dep_" + number),
            DEMO,
            workflow,
            new Deployment.Provenance(new CommitId("a".repeat(40)), Instant.EPOCH),
            Digest.of("code"));
    ProgramSource source =
        new ProgramSource(
            new ProgramSource.Owner("demo", "wf"),
            new BundleCode("", "{}"),
            Trigger.USER_TOKENS_GENERATION,
            new ProgramSource.Declared(Set.of(), Set.of()),
            FailurePolicy.STOP);
    LiveProgram program =
        new LiveProgram(
            source,
            (wanted, patience) -> {
              throw new AssertionError("nothing runs here");
            });
    return new LiveWorkflow(deployment, program, number, Optional.empty(), "{}");
  }

  private double count(String deployment, String status) {
    return meters
        .get("sluice.runs")
        .tag("deployment", deployment)
        .tag("status", status)
        .counter()
        .count();
  }

  private Stream<String> deployments() {
    return meters.find("sluice.runs").meters().stream()
        .map(Meter::getId)
        .map(id -> String.valueOf(id.getTag("deployment")))
        .distinct()
        .sorted();
  }

  private static List<LiveEnvironment> serving(LiveWorkflow workflow) {
    return List.of(
        new LiveEnvironment(
            DEMO,
            Surroundings.NONE,
            RunLimits.DEFAULT,
            Recording.DEFAULT,
            new Safeguards(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.of(new LiveRelease(2, Map.of(Trigger.USER_TOKENS_GENERATION, workflow)))));
  }
}
