package dev.sluice.syncworker.reach;

import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.RepositoryAccess.GitHubApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks GitHub for installation tokens that may do one thing and nothing else. Thread-safe. GitHub's
 * REST API, "Create an installation access token for an app".
 */
final class AppTokenSource implements AutoCloseable {
  private static final int MOST_BYTES = 64 * 1024;

  private final Outlet outlet;
  private final Duration patience;
  private final Clock clock;

  /** Made when the first token is asked for: few environments need one. */
  private @Nullable HttpClient client;

  /**
   * @param patience how long an answer may take
   */
  AppTokenSource(Outlet outlet, Duration patience, Clock clock) {
    this.outlet = outlet;
    this.patience = patience;
    this.clock = clock;
  }

  /** What came of asking, by who acts next. */
  sealed interface Asked {}

  record Fetched(AppToken token) implements Asked {}

  /** The operator acts. */
  record Refused(String reason) implements Asked {}

  /** We ask again later. */
  record Away(String cause) implements Asked {}

  Asked fetch(GitHubApp app, Secret privateKey, AppPermission permission) {
    try {
      HttpResponse<byte[]> answer = send(request(app, privateKey, permission));
      return read(app, permission, answer.statusCode(), answer.body());
    } catch (GeneralSecurityException e) {
      return new Refused(
          "The GitHub App's private key can't be read: give repository.gitHubApp.privateKey the RSA"
              + " key in PEM that GitHub made for the App");
    } catch (ExecutionException | TimeoutException e) {
      return new Away(
          "Asking %s for a token of the GitHub App: %s".formatted(app.apiUrl(), why(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Away("Asking for a token of the GitHub App was broken off");
    }
  }

  /** A request's own limit of time is over once an answer begins, and it may drip. */
  private HttpResponse<byte[]> send(HttpRequest request)
      throws ExecutionException, TimeoutException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client()
            .sendAsync(
                request,
                HttpResponse.BodyHandlers.limiting(
                    HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      answer.cancel(true);
    }
  }

  private HttpRequest request(GitHubApp app, Secret privateKey, AppPermission permission)
      throws GeneralSecurityException {
    String jwt = AppJwt.of(app.appId(), AppKey.read(privateKey), clock.instant());
    return HttpRequest.newBuilder(
            URI.create(
                app.apiUrl() + "/app/installations/" + app.installationId() + "/access_tokens"))
        .header("Accept", "application/vnd.github+json")
        .header("Authorization", "Bearer " + jwt)
        .header("X-GitHub-Api-Version", "2022-11-28")
        .header("User-Agent", "sluice")
        .POST(HttpRequest.BodyPublishers.ofString(permission.request()))
        .build();
  }

  private String why(Exception e) {
    return Obstacle.of(e).map(it -> it.words(patience)).orElseGet(() -> "the connection broke off");
  }

  private static Asked read(GitHubApp app, AppPermission permission, int status, byte[] body) {
    return switch (status) {
      case 201 -> token(app, body);
      case 401 ->
          new Refused(
              "GitHub doesn't know the App %s by that private key: compare repository.gitHubApp's"
                      .formatted(app.appId())
                  + " appId and privateKey with the App's settings, and this machine's clock");
      case 403, 404, 422 ->
          new Refused(
              ("The GitHub App %s has no installation %s that may do so (%s answered %d):"
                      + " install it for the repository, with the permission %s")
                  .formatted(
                      app.appId(), app.installationId(), app.apiUrl(), status, permission.label()));
      default ->
          status >= 300 && status < 400
              ? new Refused(
                  "%s answered %d, a redirect, which isn't followed: set repository.gitHubApp.apiUrl"
                          .formatted(app.apiUrl(), status)
                      + " to where GitHub's REST API is")
              : new Away(
                  "Asking %s for a token of the GitHub App: it answered %d"
                      .formatted(app.apiUrl(), status));
    };
  }

  private static Asked token(GitHubApp app, byte[] body) {
    try {
      JsonNode json = JsonMapper.shared().readTree(body);
      String token = json.path("token").stringValue("");
      if (!token.isEmpty()) {
        Instant expires = Instant.parse(json.path("expires_at").stringValue(""));
        return new Fetched(new AppToken(new Secret(token), expires));
      }
    } catch (JacksonException | DateTimeParseException e) {
      // Told below, without what it was: it may hold the token.
    }
    return new Away(app.apiUrl() + " answered something else than a token for the GitHub App");
  }

  private synchronized HttpClient client() {
    if (client == null) {
      client = outlet.client();
    }
    return client;
  }

  @Override
  public synchronized void close() {
    if (client != null) {
      client.shutdownNow();
    }
  }
}
