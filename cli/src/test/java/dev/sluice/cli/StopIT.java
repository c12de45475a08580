package dev.sluice.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is told to stop finishes what it has begun, and nothing else. */
class StopIT {
  private static final int SLOW_MILLIS = 1_800;
  private static final String ASKS =
      """
      import {
        accessTokenCustomClaims,
        fetch,
        WorkflowSettings,
        WorkflowTrigger,
      } from "@kinde/infrastructure";

      export const workflowSettings: WorkflowSettings = {
        id: "asks",
        trigger: WorkflowTrigger.UserTokenGeneration,
        bindings: { "kinde.accessToken": {}, "kinde.fetch": {}, url: {} },
      };

      export default async function asks() {
        const { data } = await fetch<{ plan: string }>("http://API/plan", { method: "GET" });
        accessTokenCustomClaims<{ plan: string }>().plan = data.plan;
      }
      """;

  @TempDir private Path folder;

  @Test
  void sigterm_duringARun_letsItEndRefusesNewConnectionsAndExitsWithZero() throws IOException {
    WireMockServer api =
        new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
    api.start();
    api.stubFor(
        get(urlEqualTo("/plan"))
            .willReturn(okJson("{\"plan\": \"gold\"}").withFixedDelay(SLOW_MILLIS)));
    try (Server server = Server.start(folder.resolve("data"));
        Team team = Team.connect(server, "production", folder)) {
      release(team, "127.0.0.1:" + api.port());

      CompletableFuture<JsonNode> run = CompletableFuture.supplyAsync(() -> team.run(USER_TOKENS));
      await().until(() -> !api.findAll(getRequestedFor(urlEqualTo("/plan"))).isEmpty());
      server.process().terminate();

      await()
          .atMost(Duration.ofMillis(SLOW_MILLIS))
          .pollInterval(Duration.ofMillis(10))
          .until(() -> refusesConnections(server));
      assertThat(run).isNotDone();
      JsonNode answer = run.join();
      assertThat(answer.at("/effects/accessToken/claims/plan").asString())
          .as(answer.toString())
          .isEqualTo("gold");
      assertThat(server.process().exitCode()).as(server.process().output()).isZero();
    } finally {
      api.stop();
    }
  }

  private static void release(Team team, String api) throws IOException {
    team.configure(team.repository().url(), api);
    team.repository()
        .write("kinde.json", SampleWorkflows.KINDE_JSON)
        .write(SampleWorkflows.FILE, ASKS.replace("API", api));
    team.release("asks");
  }

  private static boolean refusesConnections(Server server) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
      return !socket.isConnected();
    } catch (ConnectException e) {
      return true;
    }
  }
}
