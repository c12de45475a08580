package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.HostKind;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GitHub's own samples of its webhooks, as the package @octokit/webhooks-examples has them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GitHubSamplesTest {
  private static final JsonMapper JSON = new JsonMapper();

  /** The samples' branch. */
  private static final EnvironmentName MASTER = new EnvironmentName("master");

  private Hooks hooks;

  @BeforeAll
  void open(@TempDir Path data) {
    hooks = new Hooks(data, HookLimits.DEFAULT);
    hooks.environment(
        MASTER, "master", Map.of(EnvironmentSecret.WEBHOOK, Optional.of(new Secret(Hooks.SECRET))));
  }

  @AfterAll
  void close() {
    hooks.close();
  }

  @Test
  void sample_ofGitHubs_isAnsweredAsItsKind() {
    Map<String, List<String>> answers = answers(HostKind.GITHUB, "api.github.com");

    assertThat(answers.get("push"))
        .containsOnly(
            "202 queued",
            "200 ignored refs/tags/simple-tag is a tag",
            "200 ignored refs/tags/simple-tag was deleted");
    assertThat(hooks.syncs(MASTER)).isNotEmpty();
    assertThat(answers.get("pull_request"))
        .contains("202 queued")
        .anyMatch(it -> it.endsWith(" was closed: nothing more is checked of it"));
    assertThat(hooks.syncs(MASTER)).anyMatch(it -> it.pullRequest().isPresent());
    assertOthersIgnored(answers);
  }

  @Test
  void sample_ofGitHubEnterprises_isAnsweredAsItsKind() {
    Map<String, List<String>> answers = answers(HostKind.GITHUB_ENTERPRISE, "ghes-35");

    assertThat(answers.get("push")).containsOnly("200 ignored refs/tags/simple-tag is a tag");
    assertThat(answers.get("pull_request")).contains("202 queued");
    assertOthersIgnored(answers);
  }

  private static void assertOthersIgnored(Map<String, List<String>> answers) {
    assertThat(answers.get("ping")).isNotEmpty().containsOnly("200 pong");
    assertThat(answers.get("pull_request"))
        .allMatch(it -> it.equals("202 queued") || it.startsWith("200 ignored"));
    assertThat(answers.get("others"))
        .hasSizeGreaterThan(50)
        .allMatch(it -> it.startsWith("200 ignored the event "));
  }

  private Map<String, List<String>> answers(HostKind kind, String folder) {
    Map<String, List<String>> answers = new TreeMap<>();
    for (JsonNode event : samples(folder)) {
      for (JsonNode sample : event.path("examples")) {
        String name = event.path("name").stringValue();
        answers
            .computeIfAbsent(kindOf(name), any -> new ArrayList<>())
            .add(answer(kind, name, sample.toString()));
      }
    }
    return answers;
  }

  private static String kindOf(String event) {
    return List.of("ping", "push", "pull_request").contains(event) ? event : "others";
  }

  private String answer(HostKind kind, String event, String body) {
    HttpResponse<String> answer =
        hooks.send(
            kind.deliver(event, body, Hooks.SECRET, Instant.now())
                .request(hooks.uri(MASTER.value())));
    JsonNode json = JSON.readTree(answer.body());
    String reason = json.path("reason").asString("").replaceFirst(";.*", "");
    return (answer.statusCode() + " " + json.path("status").asString("") + " " + reason).strip();
  }

  private static JsonNode samples(String folder) {
    Path file = Path.of("target/samples/node_modules/@octokit/webhooks-examples", folder);
    return JSON.readTree(file.resolve("index.json"));
  }
}
