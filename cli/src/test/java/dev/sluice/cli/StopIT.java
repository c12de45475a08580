package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sluice.fixtures.PostgresServer;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server that is told to stop finishes what it has begun, and nothing else. */
class StopIT {
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
  void sigterm_duringARun_letsItEndRefusesNewConnectionsAndExitsWithZero() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/plan", exchange -> answerWhenStopping(exchange, asked, stopping));
    api.start();
    try (Server server = Server.start(folder.resolve("data"));
        Team team = Team.connect(server, "production", folder)) {
      release(team, "127.0.0.1:" + api.getAddress().getPort());

      CompletableFuture<JsonNode> run = CompletableFuture.supplyAsync(() -> team.run(USER_TOKENS));
      asked.await();
      server.process().terminate();

      await().pollInterval(Duration.ofMillis(10)).until(() -> refusesConnections(server));
      assertThat(run).isNotDone();
      stopping.countDown();
      JsonNode answer = run.join();
      assertThat(answer.at("/effects/accessToken/claims/plan").asString())
          .as(answer.toString())
          .isEqualTo("gold");
      assertThat(server.process().exitCode()).as(server.process().output()).isZero();
    } finally {
      stopping.countDown();
      api.stop(0);
    }
  }

  /** A cluster kills what takes longer: of the chart's 45 s, 20 are for requests before. */
  @Test
  void sigterm_whileTheDatabaseIsAway_endsWellWithinWhatAClusterWaits() {
    try (PostgresServer database = PostgresServer.start();
        Server server =
            Server.start(folder.resolve("data"), "--registry", database.newDatabase())) {
      String key =
          server.admin().post("/v1/keys", "{\"role\": \"read\"}").json().path("key").asString();
      server.as(key).get("/v1/environments").expect(200);
      database.kill();
      long begin = System.nanoTime();

      server.stop();

      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .as(server.process().output())
          .isLessThan(Duration.ofSeconds(20));
    }
  }

  private static void answerWhenStopping(
      HttpExchange exchange, CountDownLatch asked, CountDownLatch stopping) throws IOException {
    asked.countDown();
    try (exchange) {
      stopping.await();
      byte[] plan = "{\"plan\": \"gold\"}".getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, plan.length);
      exchange.getResponseBody().write(plan);
    } catch (InterruptedException e) {
      throw new IOException(e);
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
