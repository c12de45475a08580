package dev.sluice.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.fixtures.VersionedWorkflows.M2M_TOKEN;
import static dev.sluice.fixtures.VersionedWorkflows.PRE_REGISTRATION;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.fixtures.SampleWorkflows;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From push to run: the real server in its own process, driven over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PushToRunIT {
  private static final String PLAN_CLAIM =
      """
      import {
        accessTokenCustomClaims,
        fetch,
        getEnvironmentVariable,
        onUserTokenGeneratedEvent,
        WorkflowSettings,
        WorkflowTrigger,
      } from "@kinde/infrastructure";

      export const workflowSettings: WorkflowSettings = {
        id: "planClaim",
        name: "Adds the plan that the billing API knows",
        trigger: WorkflowTrigger.UserTokenGeneration,
        failurePolicy: { action: "stop" },
        bindings: { "kinde.accessToken": {}, "kinde.env": {}, "kinde.fetch": {}, url: {} },
      };

      export default async function planClaim(event: onUserTokenGeneratedEvent) {
        const billing = getEnvironmentVariable("BILLING_URL")?.value;
        const key = getEnvironmentVariable("BILLING_KEY")?.value;
        const { data } = await fetch<{ plan: string }>(
          `${billing}/plans/${event.context.user.id}`,
          { method: "GET", headers: { Authorization: `Bearer ${key}` } },
        );
        accessTokenCustomClaims<{ plan: string }>().plan = data.plan;
      }
      """;

  /** Where {@link #PLAN_CLAIM} calls fetch. */
  private static final int FETCH_LINE = 21;

  private final WireMockServer billing =
      new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
  private Server server;
  private Path folder;

  @BeforeAll
  void start(@TempDir Path temporary) {
    folder = temporary;
    billing.start();
    server = Server.start(temporary.resolve("data"));
  }

  @AfterAll
  void close() {
    server.close();
    billing.stop();
  }

  @Test
  void push_signed_isLiveAndItsWorkflowAddsWhatAnExternalApiKnows() throws IOException {
    billing.stubFor(get(urlEqualTo("/plans/kp_1")).willReturn(okJson("{\"plan\": \"gold\"}")));
    try (Team team = Team.connect(server, "production", folder)) {
      team.configure(team.repository().url(), "127.0.0.1:" + billing.port());
      variable(team, "BILLING_URL", "http://127.0.0.1:" + billing.port(), false);
      variable(team, "BILLING_KEY", "a key for billing", true);
      team.repository()
          .write("kinde.json", SampleWorkflows.KINDE_JSON)
          .write(SampleWorkflows.FILE, PLAN_CLAIM);

      String commit = team.release("Add the plan");
      JsonNode run = team.run(USER_TOKENS);

      assertThat(run.path("status").asString()).as(run.toString()).isEqualTo("completed");
      assertThat(run.at("/effects/accessToken/claims/plan").asString()).isEqualTo("gold");
      assertThat(run.path("decision").asString()).isEqualTo("continue");
      assertThat(run.at("/workflow/id").asString()).isEqualTo("planClaim");
      assertThat(run.at("/workflow/commit").asString()).isEqualTo(commit);
      assertThat(run.at("/workflow/release").asInt()).isEqualTo(1);
      billing.verify(
          getRequestedFor(urlEqualTo("/plans/kp_1"))
              .withHeader("Authorization", equalTo("Bearer a key for billing")));
    }
  }

  private void variable(Team team, String name, String value, boolean secret) {
    String body = "{\"value\": \"%s\", \"secret\": %s}".formatted(value, secret);
    server.admin().put(team.path("/variables/" + name), body).expect(200);
  }

  @Test
  void fetch_ofWhatTheEnvironmentDoesntAllow_failsTheRunAndNamesTheAuthorsLine()
      throws IOException {
    try (Team team = Team.connect(server, "walled", folder)) {
      variable(team, "BILLING_URL", "http://127.0.0.1:" + billing.port(), false);
      team.repository()
          .write("kinde.json", SampleWorkflows.KINDE_JSON)
          .write(SampleWorkflows.FILE, PLAN_CLAIM);
      team.release("Ask outside");

      JsonNode run = team.run(USER_TOKENS);

      assertThat(run.path("status").asString()).isEqualTo("failed");
      assertThat(run.path("decision").asString()).isEqualTo("stop");
      assertThat(run.path("effects")).isEmpty();
      assertThat(run.at("/error/message").asString()).contains("egress");
      assertThat(run.at("/error/at").asString())
          .startsWith(SampleWorkflows.FILE + ":" + FETCH_LINE);
    }
  }

  @Test
  void push_ofTheSeedsThreeWorkflowsInTurn_givesEachOnesClaims() throws IOException {
    try (Team team = Team.connect(server, "seeds", folder)) {
      team.repository().write("kinde.json", SampleWorkflows.KINDE_JSON);

      team.repository().write(SampleWorkflows.FILE, SampleWorkflows.ADD_CLAIM);
      team.release("Add a claim");
      assertThat(effects(team))
          .isEqualTo("{\"accessToken\":{\"claims\":{\"companyName\":\"Acme Inc.\"}}}");

      team.repository().write(SampleWorkflows.FILE, SampleWorkflows.STRIP_CLAIMS);
      team.release("Strip claims");
      assertThat(effects(team))
          .isEqualTo("{\"accessToken\":{\"claims\":{\"permissions\":[],\"feature_flags\":{}}}}");

      team.repository().write(SampleWorkflows.FILE, SampleWorkflows.CHANGE_ID_TOKEN);
      team.release("Change the ID token");
      assertThat(effects(team))
          .isEqualTo(
              "{\"idToken\":{\"claims\":{\"house\":\"Gryffindor\",\"name\":\"Harry Potter\"}}}");
    }
  }

  private static String effects(Team team) {
    return team.run(USER_TOKENS).path("effects").toString();
  }

  @Test
  void push_badlySigned_changesNothing() throws IOException {
    try (Team team = Team.connect(server, "unsigned", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      String commit = team.repository().push("one");

      SignedPush forged = SignedPush.ofBranch("main", commit, "another secret than the hook's");
      team.deliver(forged).expect(401);

      assertThat(server.admin().get(team.path("/syncs")).expect(200).json().path("items"))
          .isEmpty();
      assertThat(team.run(USER_TOKENS).path("status").asString()).isEqualTo("no_workflow");
    }
  }

  @Test
  void rollback_bringsACommitBackWhole_andHoldsUntilANewOneComes() throws IOException {
    try (Team team = Team.connect(server, "rollback", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      String first = team.release("one");
      VersionedWorkflows.write(team.repository(), "2");
      String second = team.repository().push("two");
      SignedPush push = SignedPush.ofBranch("main", second, Team.SECRET);
      team.awaitEnd(team.accepted(push));
      assertThat(VersionsLive.ask(team).whole())
          .isEqualTo(new VersionsLive.Version("2", second, 2));

      server.admin().post(team.path("/releases/1/rollback"), "").expect(200);
      var back = new VersionsLive.Version("1", first, 3);
      assertThat(VersionsLive.ask(team).whole()).isEqualTo(back);

      // The same delivery again, a new one of the known commit, and a sync asked for by hand.
      team.awaitEnd(team.accepted(push));
      assertThat(status(team.awaitEnd(team.accepted(second)))).isEqualTo("unchanged");
      assertThat(status(syncNow(team))).isEqualTo("unchanged");
      assertThat(VersionsLive.ask(team).whole()).isEqualTo(back);

      VersionedWorkflows.write(team.repository(), "3");
      String third = team.release("three");
      assertThat(VersionsLive.ask(team).whole()).isEqualTo(new VersionsLive.Version("3", third, 4));
    }
  }

  private JsonNode syncNow(Team team) {
    Answer asked = server.admin().post(team.path("/syncs"), "").expect(202);
    return team.awaitEnd(asked.json().path("id").asString());
  }

  private static String status(JsonNode sync) {
    return sync.path("status").asString();
  }

  @Test
  void rollback_ofAReleaseThatIsNoLongerLive_isAConflict() throws IOException {
    try (Team team = Team.connect(server, "conflict", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      team.release("one");
      VersionedWorkflows.write(team.repository(), "2");
      team.release("two");

      Api admin = server.admin();
      String path = team.path("/releases/1/rollback");
      var believing = admin.request(path).header("If-Match", "\"1\"");
      Answer answer = admin.send(believing.POST(java.net.http.HttpRequest.BodyPublishers.noBody()));

      answer.expectProblem(409, "not_the_live_release");
      assertThat(VersionsLive.ask(team).whole().version()).isEqualTo("2");
    }
  }

  @Test
  void workflow_removedFromTheRepository_keepsRunning() throws IOException {
    try (Team team = Team.connect(server, "removed", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      String first = team.release("one");

      VersionedWorkflows.write(team.repository(), "2")
          .remove(VersionedWorkflows.file("preRegistration"));
      String second = team.release("two, without one");

      JsonNode kept = team.run(PRE_REGISTRATION);
      assertThat(kept.at("/effects/auth/denied/reason").asString()).isEqualTo("1");
      assertThat(kept.at("/workflow/commit").asString()).isEqualTo(first);
      assertThat(kept.at("/workflow/release").asInt()).isEqualTo(2);
      assertThat(team.run(M2M_TOKEN).at("/workflow/commit").asString()).isEqualTo(second);
    }
  }

  @Test
  void lists_afterTwoReleases_tellWhatIsLiveAndWhatWas() throws IOException {
    try (Team team = Team.connect(server, "lists", folder)) {
      VersionedWorkflows.write(team.repository(), "1");
      String first = team.release("one");
      VersionedWorkflows.write(team.repository(), "2");
      String second = team.release("two");

      assertThat(team.releases()).extracting(it -> it.path("number").asInt()).containsExactly(2, 1);
      assertThat(team.releases())
          .extracting(it -> it.path("commit").asString())
          .containsExactly(second, first);
      JsonNode deployments =
          server.admin().get(team.path("/deployments")).expect(200).json().path("items");
      assertThat(deployments)
          .extracting(it -> it.path("commit").asString() + " " + it.path("status").asString())
          .containsExactly(
              second + " live",
              second + " live",
              second + " live",
              first + " deployed",
              first + " deployed",
              first + " deployed");
      JsonNode workflows =
          server.admin().get(team.path("/workflows")).expect(200).json().path("items");
      assertThat(workflows)
          .extracting(it -> it.path("id").asString())
          .containsExactlyInAnyOrder("userTokens", "m2mToken", "preRegistration");
    }
  }
}
