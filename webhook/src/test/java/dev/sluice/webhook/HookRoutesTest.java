package dev.sluice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.fixtures.GitHubPayloads;
import dev.sluice.fixtures.SignedPush;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.audit.Actor;
import dev.sluice.registry.audit.AuditEntry;
import dev.sluice.registry.audit.AuditFilter;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.sync.Sync;
import dev.sluice.registry.sync.SyncEnding;
import dev.sluice.registry.sync.SyncStatus;
import dev.sluice.registry.sync.Worker;
import dev.sluice.registry.sync.WorkerId;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HookRoutesTest {
  private static final Worker WORKER = new Worker(new WorkerId("wrk_1"), "a-test");
  private static final String HEAD = "72d3162e72d3162e72d3162e72d3162e72d3162e";
  private static final HookLimits SMALL =
      new HookLimits(100_000, 2, Duration.ofSeconds(10), 1, Duration.ofMillis(50), 10);

  @TempDir Path data;
  private Hooks hooks;

  @BeforeEach
  void open() {
    hooks = new Hooks(data, SMALL);
  }

  @AfterEach
  void close() {
    hooks.close();
  }

  @Test
  void push_ofTheBranch_isQueuedBeforeItIsAnswered() {
    HttpResponse<String> answer = hooks.deliver(push("main"));

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("queued");
    assertThat(syncs())
        .singleElement()
        .satisfies(sync -> {
          assertThat(sync.id().value()).isEqualTo(json(answer).path("sync").stringValue());
          assertThat(sync.status()).isEqualTo(SyncStatus.QUEUED);
        });
  }

  @Test
  void push_asForm_isQueued() {
    assertThat(hooks.deliver(push("main").asForm()).statusCode()).isEqualTo(202);
    assertThat(syncs()).hasSize(1);
  }

  @Test
  void form_withOtherFieldsFirst_isQueued() {
    SignedPush form = push("main").asForm();
    SignedPush other =
        new SignedPush(
            form.secret(),
            form.event(),
            form.delivery(),
            form.contentType(),
            "payloads=%7B&zen=1&" + form.body() + "&more=1");

    assertThat(hooks.deliver(other).statusCode()).isEqualTo(202);
  }

  /** As curl sends it that isn't told what it sends. */
  @Test
  void json_announcedAsAForm_isRefusedWithTheHeaderToSend() {
    SignedPush push = push("main");
    String form = push.asForm().contentType();
    HttpResponse<String> answer =
        hooks.deliver(
            new SignedPush(push.secret(), push.event(), push.delivery(), form, push.body()));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).path("detail").stringValue())
        .contains("Content-Type: application/json", "`payload`");
  }

  @Test
  void redelivery_getsTheFirstOnesSync() {
    SignedPush push = push("main");

    String first = hooks.deliver(push).body();

    assertThat(hooks.deliver(push).body()).isEqualTo(first);
    assertThat(syncs()).hasSize(1);
  }

  @Test
  void redelivery_afterTheSyncFailed_queuesItAgain() {
    SignedPush push = push("main");
    HttpResponse<String> first = hooks.deliver(push);
    Sync running =
        hooks
            .registry
            .syncs()
            .claim(WORKER, Instant.now(), Instant.now().plusSeconds(60))
            .orElseThrow();
    hooks.registry.syncs().end(running.claim(), new SyncEnding.Failed("no such host"));

    HttpResponse<String> again = hooks.deliver(push);

    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(json(again).path("status").stringValue()).isEqualTo("queued");
    assertThat(first.statusCode()).isEqualTo(202);
  }

  @Test
  void push_ofAnotherBranch_isIgnoredWithTheReason() {
    HttpResponse<String> answer = hooks.deliver(push("feature"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("ignored");
    assertThat(json(answer).path("reason").stringValue())
        .isEqualTo("refs/heads/feature moved; demo follows refs/heads/main");
    assertThat(syncs()).isEmpty();
  }

  @Test
  void push_thatDeletesTheBranch_isIgnored() {
    HttpResponse<String> answer =
        hooks.deliver(SignedPush.ofBranch("main", GitHubPayloads.NO_COMMIT, Hooks.SECRET));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("refs/heads/main was deleted");
    assertThat(syncs()).isEmpty();
  }

  @Test
  void ping_isAnsweredWithPong() {
    HttpResponse<String> answer = hooks.deliver(SignedPush.ping(Hooks.SECRET));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("status").stringValue()).isEqualTo("pong");
  }

  @Test
  void unknownEvent_isIgnoredWithTheReason() {
    HttpResponse<String> answer =
        hooks.deliver(SignedPush.of("issues", "{\"action\":\"opened\"}", Hooks.SECRET));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("\"ignored\"").contains("issues");
  }

  @Test
  void everyRefusal_ofWhoDoesNotKnowTheSecret_isTheVerySame() {
    hooks.environment(new EnvironmentName("open"), Optional.empty());
    SignedPush wrong = SignedPush.ofBranch("main", HEAD, "another secret altogether");
    SignedPush right = push("main");

    List<HttpResponse<String>> answers = new ArrayList<>();
    answers.add(hooks.deliver(wrong));
    answers.add(hooks.send(wrong.request(hooks.uri("nowhere"))));
    answers.add(hooks.send(right.request(hooks.uri("nowhere"))));
    answers.add(hooks.send(right.request(hooks.uri("Not-A-Name"))));
    answers.add(hooks.send(right.request(hooks.uri("open"))));
    answers.add(hooks.send(unsigned(hooks.uri("demo"))));
    answers.add(hooks.send(unsigned(hooks.uri("nowhere"))));

    assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401);
    assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.getFirst().body());
    assertThat(answers)
        .extracting(answer -> answer.headers().firstValue("Content-Type").orElseThrow())
        .containsOnly("application/problem+json");
    assertThat(syncs()).isEmpty();
    assertThat(hooks.hooks.refused()).isEqualTo(answers.size());
  }

  @Test
  void rightSignature_afterManyWrongOnesFromTheSameAddress_isTaken() {
    for (int i = 0; i < 100; i++) {
      hooks.send(unsigned(hooks.uri("demo")));
    }
    long refused = hooks.hooks.refused();

    assertThat(hooks.deliver(push("main")).statusCode()).isEqualTo(202);
    assertThat(refused).isEqualTo(100);
    assertThat(hooks.hooks.refused()).isEqualTo(refused);
  }

  @Test
  void push_inTheAuditLog_isTheGitHosts_withItsAddress() {
    hooks.deliver(push("main"));

    List<AuditEntry> entries =
        hooks.registry.audit().list(AuditFilter.of(Hooks.DEMO), PageRequest.first(10)).items();
    assertThat(entries)
        .filteredOn(entry -> entry.change().action().equals("sync.request"))
        .singleElement()
        .extracting(AuditEntry::by)
        .isEqualTo(Actor.GIT_PUSH.at("127.0.0.1"));
  }

  @Test
  void signature_overOtherBytes_isRefused() {
    SignedPush push = push("main");
    HttpRequest.Builder tampered = HttpRequest.newBuilder(hooks.uri("demo"));
    push.headers().forEach(tampered::header);

    String body = push.body().replace(HEAD, HEAD.replace('7', '8'));

    assertThat(
            hooks
                .send(tampered.POST(HttpRequest.BodyPublishers.ofString(body)).build())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void verifiedBody_thatIsNoPush_isToldWhat() {
    HttpResponse<String> cut = hooks.deliver(SignedPush.of("push", "{\"ref\": \"re", Hooks.SECRET));
    HttpResponse<String> bare = hooks.deliver(SignedPush.of("push", "{}", Hooks.SECRET));
    HttpResponse<String> list = hooks.deliver(SignedPush.of("push", "[1]", Hooks.SECRET));
    HttpResponse<String> nameless = hooks.deliver(push("main").deliveredAs(" "));

    assertThat(List.of(cut, bare, list, nameless))
        .extracting(HttpResponse::statusCode)
        .containsOnly(400);
    assertThat(cut.body()).contains("isn't JSON (line 1, column 12)");
    assertThat(bare.body()).contains("`ref`");
    assertThat(nameless.body()).contains("X-GitHub-Delivery");
  }

  @Test
  void ref_longerThanAny_isNotHeld_butOtherTextMayBeLong() {
    String commit = "{\"commits\":[{\"message\":\"" + "m".repeat(50_000) + "\"}],";
    String rest = "\"after\":\"" + HEAD + "\",\"ref\":\"refs/heads/";

    HttpResponse<String> longMessage =
        hooks.deliver(SignedPush.of("push", commit + rest + "main\"}", Hooks.SECRET));
    HttpResponse<String> longRef =
        hooks.deliver(SignedPush.of("push", "{" + rest + "r".repeat(50_000) + "\"}", Hooks.SECRET));

    assertThat(longMessage.statusCode()).as(longMessage.body()).isEqualTo(202);
    assertThat(longRef.statusCode()).isEqualTo(400);
    assertThat(longRef.body()).hasSizeLessThan(1_000).contains("more than 4,096 characters");
  }

  @Test
  void body_overTheLimit_isRefused_announcedOrNot() {
    String large = "{\"ref\":\"" + "x".repeat(SMALL.bodyBytes()) + "\"}";
    SignedPush push = SignedPush.of("push", large, Hooks.SECRET);
    HttpRequest.Builder chunked =
        HttpRequest.newBuilder(hooks.uri("demo"))
            .POST(
                HttpRequest.BodyPublishers.fromPublisher(
                    HttpRequest.BodyPublishers.ofByteArray(push.bytes())));
    push.headers().forEach(chunked::header);

    assertThat(hooks.deliver(push).statusCode()).isEqualTo(413);
    assertThat(hooks.send(chunked.build()).statusCode()).isEqualTo(413);
  }

  @Test
  void bodies_moreThanAtOnceAllowed_areTurnedAwayUntilOneIsDone() throws Exception {
    SignedPush push = push("main");
    try (Socket first = beingRead(push);
        Socket second = beingRead(push("main"))) {
      HttpResponse<String> answer = hooks.deliver(push("main"));

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("1");
      first.getOutputStream().write(push.bytes());
      assertThat(line(first)).contains("202");
      assertThat(second.isClosed()).isFalse();
    }
  }

  @Test
  @Timeout(60)
  void client_thatFallsSilent_isCutOffAtTheLimit() throws Exception {
    hooks.close();
    Duration time = Duration.ofMillis(300);
    hooks = new Hooks(data, new HookLimits(100_000, 1, time, 1, Duration.ofMillis(50), 10));
    Instant begun = Instant.now();
    try (Socket silent = beingRead(push("main"))) {
      silent.getOutputStream().write('{');

      assertThat(line(silent)).contains("408");
      assertThat(Duration.between(begun, Instant.now())).isBetween(time, time.multipliedBy(10));
    }
    assertThat(hooks.deliver(push("main")).statusCode()).isEqualTo(202);
  }

  @Test
  @Timeout(60)
  void connection_afterABodyThatTookItsTime_mayBeSilentForLongerAgain() throws Exception {
    hooks.close();
    Duration time = Duration.ofMillis(300);
    hooks = new Hooks(data, new HookLimits(100_000, 1, time, 1, Duration.ofMillis(50), 10));
    SignedPush push = push("main");
    try (Socket socket = beingRead(push)) {
      socket.getOutputStream().write(push.bytes());
      assertThat(line(socket)).contains("202");
      socket.setSoTimeout((int) time.toMillis() * 3);

      assertThatThrownBy(() -> socket.getInputStream().readAllBytes())
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  @Timeout(60)
  void server_thatStopsWhileABodyArrives_saysSo() throws Exception {
    try (Socket socket = beingRead(push("main"))) {
      socket.getOutputStream().write('{');
      Thread stopping = Thread.ofPlatform().start(hooks::stop);

      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer)
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After: 1", "application/problem+json", "shutting_down");
      stopping.join();
    }
  }

  /** A delivery whose body the server waits for: it says so by asking the sender to continue. */
  private Socket beingRead(SignedPush push) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), hooks.port());
    StringBuilder head = new StringBuilder("POST /hooks/demo HTTP/1.1\r\nHost: localhost\r\n");
    push.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    head.append("Expect: 100-continue\r\n");
    head.append("Content-Length: ").append(push.bytes().length).append("\r\n\r\n");
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.US_ASCII));
    assertThat(line(socket)).contains("100 Continue");
    assertThat(line(socket)).isEmpty();
    return socket;
  }

  private static String line(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n' && next != -1; next = in.read()) {
      line.append((char) next);
    }
    return line.toString().strip();
  }

  @Test
  void registryAway_isAnsweredWithTryAgain() {
    hooks.registry.close();

    HttpResponse<String> answer = hooks.deliver(push("main"));

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).path("code").stringValue()).isEqualTo("registry_away");
    assertThat(json(answer).path("detail").stringValue()).contains("nothing was queued");
  }

  @Test
  void pushThatTheRegistryRefuses_isNotToBeDeliveredAgain() {
    hooks.refuseWriting();

    HttpResponse<String> answer = hooks.deliver(push("main"));

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    assertThat(json(answer).path("code").stringValue()).isEqualTo("unwritable");
    assertThat(syncs()).isEmpty();
  }

  private static SignedPush push(String branch) {
    return SignedPush.ofBranch(branch, HEAD, Hooks.SECRET);
  }

  private static HttpRequest unsigned(URI uri) {
    return HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofString("{}")).build();
  }

  private List<Sync> syncs() {
    return hooks.registry.syncs().list(Hooks.DEMO, PageRequest.first(10)).items();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return new JsonMapper().readTree(answer.body());
  }
}
