package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.fixtures.VersionedWorkflows;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that the documents give work as they stand there. */
class DocumentedCallersIT {
  private static final Pattern PROGRAM = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);
  private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3";

  @TempDir private Path folder;
  private Server server;
  private Team team;

  @BeforeEach
  void start() throws IOException {
    server = Server.start(folder.resolve("data"));
    team = Team.connect(server, "production", folder);
  }

  @AfterEach
  void stop() {
    server.close();
    team.close();
  }

  @Test
  void caller_ofCallingMd_doesWhatIsDecided() throws Exception {
    VersionedWorkflows.write(team.repository(), "1");
    team.release("one");
    String key =
        server
            .admin()
            .post("/v1/keys", "{\"role\":\"invoke\",\"environment\":\"production\"}")
            .expect(201)
            .json()
            .path("key")
            .asString();

    assertThat(called(server.uri() + "", key))
        .startsWith("continue ")
        .contains("\"version\":\"1\"");
    server
        .admin()
        .put(team.path("/break-glass"), "{\"decision\":\"stop\",\"reason\":\"an incident\"}")
        .expect(200);
    assertThat(called(server.uri() + "", key)).isEqualTo("stop {}");
    assertThat(called(server.uri() + "", "nonsense"))
        .contains("401 unauthorized")
        .endsWith("stop {}");
    assertThat(called("http://127.0.0.1:1", key)).contains("no answer").endsWith("stop {}");
  }

  private String called(String sluice, String key) throws Exception {
    Process process = node("calling.md", Map.of("SLUICE", sluice, "INVOKE_KEY", key)).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  @Test
  void receiver_ofAlertsMd_takesWhatIsGenuine() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Process receiver =
        node("alerts.md", Map.of("SECRET", SECRET, "PORT", String.valueOf(port))).start();
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> isOpen(port));

      alert(port, SECRET);
      assertThat(test()).contains("\"delivered\":true", "\"status\":204");
      alert(port, "another secret, long enough");
      assertThat(test()).contains("\"delivered\":false", "\"status\":401");
    } finally {
      receiver.destroyForcibly().waitFor();
    }
  }

  private static boolean isOpen(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void alert(int port, String secret) {
    String body =
        """
        {"repository":{"url":"https://example.com/a.git"},
         "alerts":{"url":"http://127.0.0.1:%d/","secret":"%s"}}\
        """
            .formatted(port, secret);
    server.admin().put(team.path(""), body).expect(200);
  }

  private String test() {
    return server.admin().post(team.path("/alerts/test"), "").expect(200).body();
  }

  private ProcessBuilder node(String document, Map<String, String> variables) throws IOException {
    Matcher program = PROGRAM.matcher(Files.readString(Path.of("..", "docs", document)));
    assertThat(program.find()).isTrue();
    Path file = folder.toRealPath().resolve(document + ".mjs");
    Files.writeString(file, program.group(1));
    ProcessBuilder node = new ProcessBuilder("node", file.toString()).redirectErrorStream(true);
    node.environment().putAll(variables);
    return node;
  }
}
