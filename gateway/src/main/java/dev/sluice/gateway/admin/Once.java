package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.KeyRing;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.BodyLimit;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.gateway.http.Sha256;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.request.Beginning;
import dev.sluice.registry.request.KeptAnswer;
import dev.sluice.registry.request.OvertakenException;
import dev.sluice.registry.request.RequestName;
import dev.sluice.registry.request.Requests;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets a request with an {@code Idempotency-Key} be sent again without being done again: its answer
 * is kept in the registry. What was refused isn't kept, as nothing was done. Thread-safe.
 */
final class Once {
  private static final Logger LOG = LoggerFactory.getLogger(Once.class);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String CLAIM = "sluice.claim";
  private static final BodyLimit LIMIT = new BodyLimit(256 * 1024, Duration.ofSeconds(10));

  private final KeyRing keys;
  private final Requests requests;
  private final Activated activated;
  private final Clock clock;

  Once(KeyRing keys, Requests requests, Activated activated, Clock clock) {
    this.keys = keys;
    this.requests = requests;
    this.activated = activated;
    this.clock = clock;
  }

  /** The claim that the request's changes must be made with, if it may be sent again. */
  static Optional<String> claim(Context ctx) {
    return Optional.ofNullable(ctx.attribute(CLAIM));
  }

  /** The same route, for requests that may be sent again. */
  Handler of(Handler route) {
    return ctx -> {
      String header = ctx.header("Idempotency-Key");
      if (header == null) {
        route.handle(ctx);
      } else {
        handle(ctx, route, name(ctx, header));
      }
    };
  }

  private RequestName name(Context ctx, String header) {
    String caller = keys.caller(ctx).id().value();
    try {
      return new RequestName(caller, header);
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(
          "invalid_idempotency_key",
          "The header Idempotency-Key must have 1 to " + RequestName.LONGEST + " characters.");
    }
  }

  private void handle(Context ctx, Handler route, RequestName name) throws Exception {
    String fingerprint = fingerprint(ctx, LIMIT.keep(ctx));
    switch (requests.begin(name, fingerprint)) {
      case Beginning.Begun(String claim) -> first(ctx, route, name, claim);
      case Beginning.Answered(KeptAnswer answer) -> repeat(ctx, answer);
      case Beginning.Different() -> throw OnceRefusals.different();
      case Beginning.UnderWay(var until) ->
          throw OnceRefusals.underWay(Duration.between(clock.instant(), until));
      case Beginning.AnswerLost(String change) -> throw OnceRefusals.answerLost(change);
      case Beginning.TooMany(var until) ->
          throw OnceRefusals.tooMany(Duration.between(clock.instant(), until));
    }
  }

  private static String fingerprint(Context ctx, byte[] body) {
    String line =
        ctx.method()
            + " "
            + ctx.path()
            + "?"
            + Optional.ofNullable(ctx.queryString()).orElse("")
            + "\n";
    byte[] head = line.getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return Sha256.of(all).hex();
  }

  private void repeat(Context ctx, KeptAnswer answer) {
    if (answer.status() < 300) {
      awaitServed(ctx, answer);
    }
    Answers.prepare(ctx)
        .header("Idempotency-Replayed", "true")
        .status(answer.status())
        .contentType(answer.contentType())
        .result(answer.body().reveal());
  }

  /** Whoever is told again that a release is live finds it here, too. */
  private void awaitServed(Context ctx, KeptAnswer answer) {
    Optional<EnvironmentName> environment =
        Optional.ofNullable(ctx.pathParamMap().get("environment")).flatMap(EnvironmentName::parse);
    int release = releaseNumber(answer);
    if (environment.isPresent() && release > 0) {
      activated.await(environment.get(), newest -> newest.number() == release);
    }
  }

  /** The number of the release that the answer shows; 0 if it shows something else. */
  private static int releaseNumber(KeptAnswer answer) {
    return answer.contentType().startsWith("application/json")
        ? JSON.readTree(answer.body().reveal()).path("number").asInt(0)
        : 0;
  }

  private void first(Context ctx, Handler route, RequestName name, String claim) throws Exception {
    ctx.attribute(CLAIM, claim);
    try {
      route.handle(ctx);
    } catch (Refusal refusal) {
      HttpProblem problem = refusal.problem();
      if (problem.code().equals(Activated.CODE)) {
        // The change was made and the route has said what became of it; it only isn't served yet.
        keep(name, claim, said(ctx));
        throw refusal;
      }
      String body = new String(problem.json(), StandardCharsets.UTF_8);
      ended(
          name,
          claim,
          new KeptAnswer(problem.status(), HttpProblem.CONTENT_TYPE, new Secret(body)));
      throw refusal;
    } catch (OvertakenException overtaken) {
      throw OnceRefusals.underWay(Requests.PATIENCE);
    } catch (Exception | Error e) {
      withdraw(claim);
      throw e;
    }
    keep(name, claim, said(ctx));
  }

  private static KeptAnswer said(Context ctx) {
    String body = Optional.ofNullable(ctx.result()).orElse("");
    String type = Optional.ofNullable(ctx.res().getContentType()).orElse("application/json");
    return new KeptAnswer(ctx.statusCode(), type, new Secret(body));
  }

  /** A refusal after a change, such as that it isn't live here yet, is an answer like any other. */
  private void ended(RequestName name, String claim, KeptAnswer refused) {
    if (!withdraw(claim)) {
      keep(name, claim, refused);
    }
  }

  private boolean withdraw(String claim) {
    try {
      return requests.withdrawn(claim);
    } catch (RegistryException away) {
      // It stays as it is: whoever sends it again in a while is told how it stands.
      LOG.warn("A refused request couldn't be withdrawn: {}", away.getMessage());
      return true;
    }
  }

  private void keep(RequestName name, String claim, KeptAnswer answer) {
    try {
      requests.answered(name, claim, answer);
    } catch (RegistryException away) {
      // What was done is done; a crash here leaves the same: the answer is lost, the change told.
      LOG.warn("The answer to a request couldn't be kept: {}", away.getMessage());
    }
  }
}
