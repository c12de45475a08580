package dev.sluice.cli;

import static dev.sluice.fixtures.VersionedWorkflows.USER_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.GitHubPayloads;
import dev.sluice.fixtures.SampleWorkflows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Nothing of ours on the other side: git, openssl and curl deploy a workflow. */
class PlainToolsIT {
  @TempDir private Path folder;

  @Test
  void repositoryMadeByGit_pushSignedByOpensslAndSentByCurl_isLive() throws IOException {
    Tool git = Tool.require("git");
    Tool openssl = Tool.require("openssl");
    Tool curl = Tool.require("curl");
    try (Server server = Server.start(folder.resolve("data"));
        Team team = Team.connect(server, "production", folder)) {
      String commit = commit(git, team);
      Path body = folder.resolve("body.json");
      Files.writeString(body, GitHubPayloads.push("refs/heads/main", commit));

      String answer = send(curl, body, signature(openssl, body), team);

      String sync = new JsonMapper().readTree(answer).path("sync").asString();
      assertThat(team.awaitEnd(sync).path("status").asString()).isEqualTo("released");
      assertThat(team.run(USER_TOKENS).at("/workflow/commit").asString()).isEqualTo(commit);
    }
  }

  /** Clones, commits and pushes. */
  private String commit(Tool git, Team team) throws IOException {
    git.run(folder, "clone", "-q", team.repository().url(), "work");
    Path work = folder.resolve("work");
    Path workflow = work.resolve(SampleWorkflows.FILE);
    Files.createDirectories(workflow.getParent());
    Files.writeString(work.resolve("kinde.json"), SampleWorkflows.KINDE_JSON);
    Files.writeString(workflow, SampleWorkflows.ADD_CLAIM);
    git.run(work, "add", "--all");
    git.run(
        work,
        "-c",
        "user.name=Ada",
        "-c",
        "user.email=ada@example.com",
        "commit",
        "-q",
        "-m",
        "Add a claim");
    git.run(work, "push", "-q", "origin", "HEAD:refs/heads/main");
    return git.run(work, "rev-parse", "HEAD").strip();
  }

  private String signature(Tool openssl, Path body) {
    String printed =
        openssl.run(folder, "dgst", "-sha256", "-hmac", Team.SECRET, body.toString()).strip();
    return printed.substring(printed.lastIndexOf(' ') + 1);
  }

  private String send(Tool curl, Path body, String signature, Team team) {
    return curl.run(
        folder,
        "--silent",
        "--show-error",
        "--fail",
        "--header",
        "Content-Type: application/json",
        "--header",
        "X-GitHub-Event: push",
        "--header",
        "X-GitHub-Delivery: 72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "--header",
        "X-Hub-Signature-256: sha256=" + signature,
        "--data-binary",
        "@" + body,
        team.hook().toString());
  }
}
