package dev.sluice.syncworker.report;

import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.RepositoryAccess;
import dev.sluice.registry.notice.CommentPlace;
import dev.sluice.registry.notice.Notice;
import dev.sluice.registry.sync.PullRequest;
import dev.sluice.syncworker.reach.AppPermission;
import dev.sluice.syncworker.reach.Credential;
import dev.sluice.syncworker.reach.Credentials;
import dev.sluice.syncworker.reach.Obstacle;
import dev.sluice.syncworker.reach.Outlet;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Tells Git hosts what they are to be told. Thread-safe; close it when nothing is told any more.
 */
public final class HostReports implements AutoCloseable {
  private static final int TRIES_WITH_A_NEW_TOKEN = 2;
  private static final String UNKNOWN_TOKEN =
      ": it doesn't know the token. Set repository.statusToken, or repository.statusApi"
          + " {\"kind\": \"off\"}";

  private static final String LOST_COMMENT =
      ". It isn't tried again, as that might make two of it: let the token read its own account"
          + " (read:user)";

  private final Registry registry;
  private final Credentials credentials;
  private final HostClient client;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param patience how long a host may take to answer
   */
  public HostReports(
      Registry registry, Credentials credentials, Outlet outlet, Duration patience, Clock clock) {
    this.registry = registry;
    this.credentials = credentials;
    this.client = new HostClient(outlet, patience);
    this.patience = patience;
    this.clock = clock;
  }

  /** Whether an environment's host can be told anything, as far as it is known here. */
  public boolean isWanted(Environment environment) {
    Set<EnvironmentSecret> secrets = registry.environments().secretsSet(environment.name());
    boolean read = !(environment.settings().repository().access() instanceof RepositoryAccess.Ssh);
    boolean known =
        secrets.contains(EnvironmentSecret.STATUS_TOKEN)
            || (read && secrets.contains(EnvironmentSecret.REPOSITORY));
    return known && place(environment).isPresent();
  }

  private Optional<ApiPlace> place(Environment environment) {
    return ApiPlaces.of(
        environment.settings().repository(), () -> registry.syncs().lastHost(environment.name()));
  }

  /** Tells an environment's host, once. */
  public Telling tell(Notice notice) throws InterruptedException {
    Optional<Environment> environment = registry.environments().find(notice.sync().environment());
    Optional<ApiPlace> place = environment.flatMap(this::place);
    return place.isEmpty() ? new Telling.Unwanted() : tell(notice, environment.get(), place.get());
  }

  /** Who would be called, as a whole and for one environment; nobody if it isn't told anything. */
  public List<Quiet> called(Notice notice) {
    return registry
        .environments()
        .find(notice.sync().environment())
        .flatMap(environment ->
            place(environment).map(it -> List.of(Quiet.of(it.host()), quiet(environment, it))))
        .orElse(List.of());
  }

  private Telling tell(Notice notice, Environment environment, ApiPlace place)
      throws InterruptedException {
    AppPermission permission = permission(notice);
    return switch (credentials.forApi(environment, place.base(), permission)) {
      case Credential.None _, Credential.Key _ -> new Telling.Unwanted();
      case Credential.Lacking(String reason) -> new Telling.Refused(reason);
      case Credential.NotNow(String cause) ->
          new Telling.Later(quiet(environment, place), Optional.empty(), cause);
      case Credential.Login(_, Secret token) -> {
        Telling told = tell(notice, environment, new Caller(client, place, token, held(notice)));
        yield isTokenRefused(told, notice) ? again(environment, place, permission) : told;
      }
    };
  }

  private BooleanSupplier held(Notice notice) {
    return () -> registry.notices().isHeld(notice, clock.instant());
  }

  private static AppPermission permission(Notice notice) {
    return notice.kind() == Notice.Kind.COMMENT
        ? AppPermission.PULL_REQUESTS
        : AppPermission.STATUSES;
  }

  private Telling tell(Notice notice, Environment environment, Caller caller)
      throws InterruptedException {
    ApiPlace place = caller.place();
    try {
      Reply reply = send(notice, environment, caller);
      return reply.isGood() || caller.api().isRepeated(reply)
          ? new Telling.Told()
          : failed(reply, notice, environment, place);
    } catch (LostClaimException e) {
      return new Telling.Lost();
    } catch (LostCommentException e) {
      return new Telling.Refused(place.host() + ": " + e.getMessage() + LOST_COMMENT);
    } catch (IOException e) {
      String why = Obstacle.of(e).map(it -> it.words(patience)).orElse("the connection broke off");
      return new Telling.Later(Quiet.of(place.host()), Optional.empty(), place.host() + ": " + why);
    }
  }

  private Reply send(Notice notice, Environment environment, Caller caller)
      throws IOException, InterruptedException {
    Optional<PullRequest> request = notice.sync().pullRequest();
    if (notice.kind() == Notice.Kind.COMMENT && request.isPresent()) {
      String text =
          CommentText.of(notice, request.get(), registry.syncs().findings(notice.sync().id()));
      return comment(environment, caller, request.get().number())
          .put(CommentText.marker(environment.name()), text);
    }
    String branch = environment.settings().repository().branch();
    return caller.send(caller.api().status(caller.repository(), StatusText.of(notice, branch)));
  }

  private OneComment comment(Environment environment, Caller caller, long number) {
    CommentPlace place = new CommentPlace(environment.name(), caller.place().name(), number);
    OwnComments own = new OwnComments(caller, number, app(environment));
    return new OneComment(caller, place, registry.notices(), own);
  }

  /** A token of its own counts for more than the App's. */
  private Optional<String> app(Environment environment) {
    boolean own =
        registry
            .environments()
            .secretsSet(environment.name())
            .contains(EnvironmentSecret.STATUS_TOKEN);
    return !own
            && environment.settings().repository().access()
                instanceof RepositoryAccess.GitHubApp app
        ? Optional.of(app.appId())
        : Optional.empty();
  }

  private static Quiet quiet(Environment environment, ApiPlace place) {
    return Quiet.of(place.host(), environment.name());
  }

  private Telling failed(Reply reply, Notice notice, Environment environment, ApiPlace place) {
    String what = notice.kind() == Notice.Kind.COMMENT ? "the comment" : "the commit status";
    String answered = "%s answered %s with %d".formatted(place.host(), what, reply.status());
    if (reply.isForLater()) {
      Quiet quiet = reply.isOfAll() ? Quiet.of(place.host()) : quiet(environment, place);
      return new Telling.Later(quiet, reply.pause(clock.instant()), answered);
    }
    Optional<String> limit = HostApi.of(place).limit(reply);
    if (limit.isPresent()) {
      return new Telling.Refused(answered + ": " + limit.get());
    }
    return switch (reply.status()) {
      case 401 -> new Telling.Refused(answered + UNKNOWN_TOKEN);
      case 403, 404, 422 ->
          new Telling.Refused(
              answered
                  + ": the token must be allowed to write statuses and comments of %s. Give it that"
                      .formatted(place.repository())
                  + " right, set repository.statusToken, or repository.statusApi"
                  + " {\"kind\": \"off\"}");
      default -> new Telling.Refused(answered);
    };
  }

  private static boolean isTokenRefused(Telling told, Notice notice) {
    return told instanceof Telling.Refused(String why)
        && why.endsWith(UNKNOWN_TOKEN)
        && notice.claim().attempts() <= TRIES_WITH_A_NEW_TOKEN;
  }

  /** An App's token may have been taken back before its time; the next one is fetched. */
  private Telling again(Environment environment, ApiPlace place, AppPermission permission) {
    credentials.refusedByApi(environment, permission);
    return new Telling.Later(
        quiet(environment, place), Optional.empty(), "the token isn't good any more");
  }

  @Override
  public void close() {
    client.close();
  }
}
