package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fixtures.HostDelivery;
import dev.sluice.fixtures.HostKind;
import dev.sluice.webhook.Message.PullRequest;
import dev.sluice.webhook.Message.PullRequest.Action;
import dev.sluice.webhook.Message.PullRequest.Source;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is taken of pull requests. */
class PullRequestTest {
  @Test
  void mergeRequest_ofAFork_isReadWhole() throws IOException {
    assertThat(read(HostKind.GITLAB, "Merge Request Hook", "gitlab-merge-request.json"))
        .isEqualTo(
            new PullRequest(
                7,
                Action.OPENED,
                "da1560886d4f094c3e6c9ef40349f7d38b5d27d7",
                new Source("feature", true),
                "main"));
  }

  @Test
  void pullRequest_ofTheRepositoryItself_isReadWhole() throws IOException {
    assertThat(read(HostKind.FORGEJO, "pull_request", "gitea-pull-request.json"))
        .isEqualTo(
            new PullRequest(
                3,
                Action.UPDATED,
                "bffeb74224043ba2feb48d137756c8a9331c449a",
                new Source("feature", false),
                "main"));
    assertThat(
            read(
                HostKind.BITBUCKET_DATA_CENTER,
                "pr:merged",
                "bitbucket-data-center-pull-request.json"))
        .isEqualTo(
            new PullRequest(
                1,
                Action.CLOSED,
                "ef8755f06ee4b28c96a847a95cb8ec8ed6ddd1ca",
                new Source("a-branch", false),
                "main"));
  }

  @Test
  void pullRequest_ofBitbucketCloud_hasTheShortCommit() throws IOException {
    assertThat(
            read(
                HostKind.BITBUCKET_CLOUD,
                "pullrequest:updated",
                "bitbucket-cloud-pull-request.json"))
        .isEqualTo(
            new PullRequest(
                5, Action.UPDATED, "d3022fc0ca3d", new Source("feature", true), "main"));
  }

  @Test
  void pullRequest_ofARepositoryThatIsGone_isAForks() throws IOException {
    String gone =
        HostKind.sample("gitea-pull-request.json")
            .replaceFirst("(?s)(\"head\": \\{.*?\"repo\": )\\{[^}]*}", "$1null");

    assertThat(message(HostKind.GITEA, "pull_request", gone))
        .isInstanceOfSatisfying(
            PullRequest.class,
            it -> assertThat(it.source()).isEqualTo(new Source("feature", true)));
  }

  /** Gitea, "services/convert/pull.go": such a one has the base's repository and no branch. */
  @Test
  void pullRequest_thatWasPushedWithoutABranch_isAForks() throws IOException {
    String pushed =
        HostKind.sample("gitea-pull-request.json")
            .replaceFirst("\"ref\": \"feature\"", "\"ref\": \"refs/pull/3/head\"");

    assertThat(message(HostKind.FORGEJO, "pull_request", pushed))
        .isInstanceOfSatisfying(
            PullRequest.class,
            it -> assertThat(it.source()).isEqualTo(new Source("refs/pull/3/head", true)));
  }

  private static Message read(HostKind kind, String event, String sample) throws IOException {
    return message(kind, event, HostKind.sample(sample));
  }

  private static Message message(HostKind kind, String event, String body) throws IOException {
    HostDelivery sent = kind.deliver(event, body, Hooks.SECRET, Instant.now());
    Headers headers = sent.headers()::get;
    GitHost host = GitHosts.of(headers).orElseThrow();
    return Verifier.message(
        host,
        host.delivery(headers).orElseThrow(),
        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
        "refs/heads/main");
  }
}
