package dev.sluice.gateway.admin;

import dev.sluice.gateway.access.Caller;
import dev.sluice.gateway.access.Right;
import dev.sluice.gateway.admin.environment.EnvironmentBody;
import dev.sluice.gateway.admin.environment.EnvironmentChange;
import dev.sluice.gateway.admin.environment.EnvironmentView;
import dev.sluice.gateway.admin.environment.RepositoryUrl;
import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Bodies;
import dev.sluice.gateway.http.BodyLimit;
import dev.sluice.gateway.http.Paging;
import dev.sluice.gateway.openapi.Operation;
import dev.sluice.registry.Registry;
import dev.sluice.registry.Secret;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.environment.EnvironmentSecret;
import dev.sluice.registry.environment.EnvironmentSettings;
import dev.sluice.registry.environment.Environments;
import dev.sluice.registry.environment.Localization;
import dev.sluice.registry.release.Release;
import dev.sluice.registry.release.Releases;
import dev.sluice.registry.trust.Trust;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code /v1/environments}. A key for one environment sees that one. */
final class EnvironmentRoutes {
  private static final String PATH = "/v1/environments/{environment}";

  /** Room for all the texts and keys there may be, and for how JSON writes them. */
  private static final BodyLimit WITH_TEXTS =
      new BodyLimit(4 * Localization.MOST_BYTES + 2 * Trust.MOST_BYTES, Duration.ofSeconds(10));

  private final Environments environments;
  private final Releases releases;
  private final Activated activated;
  private final boolean localFetched;
  private final Clock clock;

  /**
   * @param localFetched whether repositories on a disk and over {@code http:} are fetched, as far
   *     as this process was told
   */
  EnvironmentRoutes(Registry registry, Activated activated, boolean localFetched, Clock clock) {
    this.environments = registry.environments();
    this.releases = registry.releases();
    this.activated = activated;
    this.localFetched = localFetched;
    this.clock = clock;
  }

  void register(GuardedApi api) {
    api.get(
        "/v1/environments",
        Operation.of("listEnvironments", "Lists the environments that the key may see, by name.")
            .needs(Right.READ)
            .lists(EnvironmentView.class),
        this::list);
    api.get(
        PATH,
        Operation.of("getEnvironment", "Shows an environment's settings.")
            .inEnvironment(Right.READ)
            .answers(200, EnvironmentView.class),
        this::get);
    api.put(
        PATH,
        Operation.of(
                "putEnvironment",
                "Makes an environment, or replaces all its settings but omitted secrets.")
            .inNamedEnvironment(Right.ADMINISTER)
            .takes(EnvironmentBody.class)
            .comparesSettings()
            .answersWarned(200, EnvironmentView.class),
        this::put);
  }

  private void list(Context ctx, Call call) {
    Caller caller = call.caller();
    List<Environment> seen =
        environments.list().stream().filter(it -> caller.mayEnter(it.name().value())).toList();
    Paging.list(
        ctx,
        request -> Paging.slice(seen, request, it -> it.name().value(), Comparator.naturalOrder()),
        it -> view(it).listed());
  }

  private void get(Context ctx, Call call) {
    Environment environment = call.entered();
    Answers.json(ctx.header("ETag", IfMatch.tag(environment)), 200, view(environment));
  }

  private void put(Context ctx, Call call) throws IOException {
    EnvironmentName name = Bodies.valid(ctx.pathParam("environment"), EnvironmentName::new);
    IfMatch.requireThere(ctx, () -> environments.find(name));
    EnvironmentBody body = Bodies.read(ctx, EnvironmentBody.class, WITH_TEXTS);
    body.requireOf(name);
    EnvironmentSettings settings = body.settings(clock.instant());
    Map<EnvironmentSecret, Optional<Secret>> secrets = body.secrets();
    List<String> warnings =
        new ArrayList<>(RepositoryUrl.warnings(settings.repository().url(), localFetched));
    Environment environment =
        new EnvironmentChange(name, settings, secrets).make(call.registry(), warnings);
    activated.await(name);
    Answers.json(
        ctx.header("ETag", IfMatch.tag(environment)),
        200,
        new Warned<>(view(environment), warnings));
  }

  private EnvironmentView view(Environment environment) {
    return EnvironmentView.of(
        environment,
        environments.secretsSet(environment.name())::contains,
        releases.live(environment.name()).map(Release::number));
  }
}
