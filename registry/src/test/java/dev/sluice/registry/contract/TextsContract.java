package dev.sluice.registry.contract;

import static dev.sluice.registry.contract.Samples.build;
import static dev.sluice.registry.contract.Samples.commit;
import static dev.sluice.registry.contract.Samples.push;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.PageRequest;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.deployment.DeploymentId;
import dev.sluice.registry.deployment.TriggerName;
import dev.sluice.registry.deployment.Workflow;
import dev.sluice.registry.deployment.WorkflowId;
import dev.sluice.registry.environment.BreakGlass;
import dev.sluice.registry.key.KeyId;
import dev.sluice.registry.release.ChangeRequest;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.run.NewRun;
import dev.sluice.registry.run.RunId;
import dev.sluice.registry.run.RunRecord;
import dev.sluice.registry.sync.ConnectionTest;
import dev.sluice.registry.sync.Problem;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncLogLine;
import dev.sluice.registry.variable.Variable;
import dev.sluice.registry.variable.VariableName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every store must make of texts from outside that some can't keep: a NUL, which PostgreSQL
 * refuses, and half a surrogate pair, which UTF-8 can't write.
 */
public abstract class TextsContract extends RegistryContract {
  private static final String ODD = "a\0b \ud83d c\udd3c 🔼 \uffff";
  private static final String KEPT = "a\ufffdb \ufffd c\ufffd 🔼 \uffff";

  /** In JSON, a NUL is written with an escape. */
  private static final String KEPT_IN_JSON = "a\0b \ufffd c\ufffd 🔼 \uffff";

  @Test
  void bundle_isWhatWasBuilt_whateverIsInIt() {
    String code = "tag`a\0b` + /[\0-\u001f]/ /* \ud83d\uffff \uffff0000 */ + '🔼'";
    Bundle odd = new Bundle(code, "{\"a\":\"" + ODD + "\"}", "\udd3c" + ODD, ODD);
    Workflow workflow =
        new Workflow(new WorkflowId("a"), new TriggerName("t"), "kindeSrc/aWorkflow.ts");

    Release release = samples.release(PRODUCTION, commit(1), new Build(workflow, odd));
    samples.release(STAGING, commit(1), new Build(workflow, odd));

    DeploymentId id = release.deployments().getFirst().id();
    assertThat(registry.deployments().bundle(id))
        .contains(new Bundle(code, odd.sourceMap(), odd.settings(), KEPT));
    registry.deployments().addToBuildLog(id, "\0");
    assertThat(registry.deployments().buildLog(id)).contains("\ufffd" + KEPT);
  }

  @Test
  void sync_log_isKept() {
    Sync sync = samples.running(PRODUCTION);
    registry.syncs().log(sync.claim(), List.of(line(ODD)));
    registry.syncs().remark(sync.id(), line("\0"));
    registry.syncs().end(sync.claim(), new SyncEnding.Failed(ODD));

    assertThat(registry.syncs().log(sync.id()))
        .extracting(SyncLogLine::text)
        .satisfiesExactly(
            it -> assertThat(it).isEqualTo(KEPT),
            it -> assertThat(it).isEqualTo("\ufffd"),
            it -> assertThat(it).contains(KEPT));
  }

  private SyncLogLine line(String text) {
    return new SyncLogLine(now(), SyncLogLine.Level.INFO, text);
  }

  @Test
  void sync_problems_areKept() {
    Sync sync = samples.running(PRODUCTION);
    Problem.Place place = new Problem.Place("a/Workflow.ts", 3, 12, ODD);
    Problem problem = new Problem("syntax_error", ODD, Optional.of(place));

    registry.syncs().end(sync.claim(), new SyncEnding.Rejected(commit(1), List.of(problem)));

    Sync ended = registry.syncs().find(PRODUCTION, sync.id()).orElseThrow();
    assertThat(ended.progress().problems())
        .containsExactly(
            new Problem(
                "syntax_error",
                KEPT_IN_JSON,
                Optional.of(new Problem.Place("a/Workflow.ts", 3, 12, KEPT_IN_JSON))));
  }

  @Test
  void push_ofAnything_isWrittenDownOnce() {
    PullRequest request = new PullRequest(7, "refs/pull/7/head", ODD, ODD, false);

    Sync sync = registry.syncs().accept(push(PRODUCTION, ODD));
    Sync check = registry.syncs().check(push(PRODUCTION, "2"), request);

    assertThat(registry.syncs().accept(push(PRODUCTION, ODD))).isEqualTo(sync);
    assertThat(sync.cause()).doesNotContain("\0");
    assertThat(registry.syncs().find(PRODUCTION, check.id()).flatMap(Sync::pullRequest))
        .contains(new PullRequest(7, "refs/pull/7/head", KEPT_IN_JSON, KEPT_IN_JSON, false));
  }

  @Test
  void connectionTest_isKept() {
    ConnectionTest.Id id = registry.connectionTests().request(PRODUCTION).id();

    registry.connectionTests().end(id, List.of(new ConnectionTest.Step("branch", false, ODD)));

    assertThat(registry.connectionTests().find(PRODUCTION, id).orElseThrow().steps().orElseThrow())
        .containsExactly(new ConnectionTest.Step("branch", false, KEPT_IN_JSON));
  }

  @Test
  void reason_ofAChange_isKept_inTheReleaseAndTheAuditLog() {
    Actor caller = new Actor("key_1", ODD, Optional.of(ODD), Optional.empty());
    Registry theirs = registry.as(caller);
    Release before = samples.release(PRODUCTION, commit(1), build("a", "t", "1"));
    samples.release(PRODUCTION, commit(2), build("a", "t", "2"));
    ChangeRequest request = new ChangeRequest("key_1", Optional.of(ODD));

    theirs.releases().rollback(PRODUCTION, before.number(), request);
    BreakGlass stop = new BreakGlass(BreakGlass.Decision.STOP, "key_1", ODD, now());
    theirs.environments().breakGlass(PRODUCTION, Optional.of(stop));

    assertThat(registry.releases().live(PRODUCTION).orElseThrow().entry().note()).contains(KEPT);
    assertThat(registry.environments().find(PRODUCTION).orElseThrow().breakGlass().orElseThrow())
        .extracting(BreakGlass::reason)
        .isEqualTo(KEPT_IN_JSON);
    AuditFilter byTheirName =
        new AuditFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(ODD),
            Optional.empty(),
            Optional.empty());
    assertThat(registry.audit().list(byTheirName, PageRequest.first(9)).items())
        .hasSize(2)
        .allSatisfy(it ->
            assertThat(it.by())
                .isEqualTo(new Actor("key_1", KEPT, Optional.of(KEPT), Optional.empty())))
        .last()
        .extracting(it -> it.change().details().get("note"))
        .isEqualTo(KEPT);
  }

  @Test
  void variable_isWhatItWas() {
    Variable variable = new Variable(new VariableName("A"), new Secret("a\0b"), true);

    registry.variables().put(PRODUCTION, variable, new KeyId("key_1"));

    assertThat(registry.variables().list(PRODUCTION).getFirst().variable()).isEqualTo(variable);
  }

  @Test
  void answer_ofARequest_isWhatItWas() {
    RequestName name = new RequestName("key_1", "n");
    KeptAnswer answer = new KeptAnswer(201, "application/json", new Secret("{\"a\":\"\0\"}"));

    Beginning.Begun begun = (Beginning.Begun) registry.requests().begin(name, "print");
    registry.requests().answered(name, begun.claim(), answer);

    assertThat(registry.requests().begin(name, "print")).isEqualTo(new Beginning.Answered(answer));
  }

  @Test
  void run_isKept() {
    RunRecord sample = RunSamples.of(new RunId("run_1"), PRODUCTION, now());
    RunRecord run =
        new RunRecord(
            sample.id(),
            PRODUCTION,
            sample.subject(),
            new RunRecord.Result(now(), Duration.ofNanos(1), "failed", "stop", ODD),
            new RunRecord.Trace(
                List.of(new RunRecord.LogLine(now(), "warn", ODD)), Optional.of(ODD)));

    registry.runs().append(List.of(new NewRun(run, Optional.empty(), ODD)));

    RunRecord kept = registry.runs().find(PRODUCTION, run.id()).orElseThrow();
    assertThat(kept.result().detail()).isEqualTo(KEPT);
    assertThat(kept.trace())
        .isEqualTo(
            new RunRecord.Trace(
                List.of(new RunRecord.LogLine(now(), "warn", KEPT_IN_JSON)), Optional.of(KEPT)));
  }
}
