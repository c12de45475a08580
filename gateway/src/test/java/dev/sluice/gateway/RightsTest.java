package dev.sluice.gateway;

import static dev.sluice.gateway.TestGateway.DEMO;
import static dev.sluice.gateway.TestGateway.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.key.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call what, over every route there is. */
class RightsTest {
  private static final Set<Role> NOBODY = EnumSet.noneOf(Role.class);
  private static final Set<Role> ADMINS = EnumSet.of(Role.ADMIN);
  private static final Set<Role> DEPLOYERS = EnumSet.of(Role.ADMIN, Role.DEPLOY);
  private static final Set<Role> RUNNERS = EnumSet.of(Role.ADMIN, Role.INVOKE);
  private static final Set<Role> READERS = EnumSet.of(Role.ADMIN, Role.DEPLOY, Role.READ);

  /** A route of no environment that takes keys of any, or of all only. */
  private static final Set<String> OF_ANY_ENVIRONMENT = Set.of("GET /v1/environments");

  /** A new route goes here, under what docs/api.md says of it. */
  private static final Map<Set<Role>, List<String>> ROUTES =
      Map.of(
          RUNNERS,
          List.of("POST /v1/environments/{environment}/triggers/{trigger}/runs"),
          READERS,
          List.of(
              "GET /v1/environments",
              "GET /v1/environments/{environment}",
              "GET /v1/environments/{environment}/audit",
              "GET /v1/environments/{environment}/deployments",
              "GET /v1/environments/{environment}/deployments/{deployment}",
              "GET /v1/environments/{environment}/deployments/{deployment}/log",
              "GET /v1/environments/{environment}/releases",
              "GET /v1/environments/{environment}/releases/{number}",
              "GET /v1/environments/{environment}/runs",
              "GET /v1/environments/{environment}/runs/{run}",
              "GET /v1/environments/{environment}/runs/{run}/log",
              "GET /v1/environments/{environment}/syncs",
              "GET /v1/environments/{environment}/syncs/{sync}",
              "GET /v1/environments/{environment}/syncs/{sync}/log",
              "GET /v1/environments/{environment}/variables",
              "GET /v1/environments/{environment}/workflows",
              "GET /v1/environments/{environment}/workflows/{workflow}/keys",
              "GET /v1/audit",
              "GET /v1/gateways",
              "GET /metrics"),
          DEPLOYERS,
          List.of(
              "DELETE /v1/environments/{environment}/variables/{name}",
              "DELETE /v1/environments/{environment}/workflows/{workflow}",
              "GET /v1/environments/{environment}/connection-test/{test}",
              "POST /v1/environments/{environment}/connection-test",
              "POST /v1/environments/{environment}/deployments/{deployment}/make-live",
              "POST /v1/environments/{environment}/promotions",
              "POST /v1/environments/{environment}/releases/{number}/rollback",
              "POST /v1/environments/{environment}/syncs",
              "POST /v1/environments/{environment}/workflows/{workflow}/deactivate",
              "DELETE /v1/environments/{environment}/variables/{name}/next",
              "DELETE /v1/environments/{environment}/workflows/{workflow}/keys/{key}",
              "POST /v1/environments/{environment}/variables/{name}/rotate",
              "POST /v1/environments/{environment}/workflows/{workflow}/keys",
              "POST /v1/environments/{environment}/workflows/{workflow}/keys/{key}/activate",
              "POST /v1/environments/{environment}/workflows/{workflow}/keys/{key}/deactivate",
              "PUT /v1/environments/{environment}/variables/{name}",
              "PUT /v1/environments/{environment}/variables/{name}/next"),
          ADMINS,
          List.of(
              "DELETE /v1/environments/{environment}/break-glass",
              "DELETE /v1/environments/{environment}/runs",
              "DELETE /v1/keys/{key}",
              "GET /v1/environments/{environment}/deploy-key",
              "GET /v1/keys",
              "POST /v1/environments/{environment}/alerts/test",
              "POST /v1/environments/{environment}/deploy-key",
              "POST /v1/keys",
              "PUT /v1/environments/{environment}",
              "PUT /v1/environments/{environment}/break-glass"),
          NOBODY,
          List.of(
              "GET /docs/problems",
              "GET /healthz",
              "GET /livez",
              "GET /readyz",
              "GET /v1/openapi.json"));

  @TempDir Path data;
  private TestGateway gateway;

  @BeforeEach
  void open() {
    gateway = new TestGateway(data);
    gateway.environment("demo");
    gateway.environment("other");
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  @Test
  void everyRoute_isInTheTable() {
    assertThat(gateway.routes())
        .containsExactlyInAnyOrderElementsOf(
            ROUTES.values().stream().flatMap(List::stream).toList());
  }

  @Test
  void everyRoute_letsThoseInWhoMay_andNobodyElse() {
    Map<String, String> wanted = new TreeMap<>();
    Map<String, String> seen = new TreeMap<>();
    for (Role role : Role.values()) {
      for (Optional<EnvironmentName> scope : scopes()) {
        String key = gateway.key(role, scope);
        ROUTES.forEach((roles, routes) ->
            routes.forEach(route -> {
              String who = route + " as " + role + scope.map(it -> " of " + it).orElse("");
              wanted.put(who, may(route, roles, role, scope) ? "in" : "forbidden");
              seen.put(who, verdict(send(route, key)));
            }));
      }
    }

    assertThat(seen).isEqualTo(wanted);
  }

  private static List<Optional<EnvironmentName>> scopes() {
    return List.of(Optional.empty(), Optional.of(DEMO), Optional.of(new EnvironmentName("other")));
  }

  private static boolean may(
      String route, Set<Role> roles, Role role, Optional<EnvironmentName> scope) {
    if (roles.isEmpty()) {
      return true;
    }
    boolean there =
        scope.isEmpty()
            || OF_ANY_ENVIRONMENT.contains(route)
            || (route.contains("{environment}") && scope.get().equals(DEMO));
    return there && roles.contains(role);
  }

  private static String verdict(HttpResponse<String> answer) {
    int status = answer.statusCode();
    return switch (status) {
      case 401, 429 -> "without a key";
      case 403 -> json(answer).path("code").stringValue();
      default -> status < 500 ? "in" : "failed with " + status;
    };
  }

  private HttpResponse<String> send(String route, String key) {
    List<String> parts = Stream.of(route.split(" ")).toList();
    String path = parts.get(1).replace("{environment}", "demo").replaceAll("\\{\\w+}", "none");
    String body = parts.get(0).equals("GET") ? "" : "{}";
    return gateway.send(
        gateway
            .request(path)
            .setHeader("Authorization", "Bearer " + key)
            .method(parts.get(0), BodyPublishers.ofString(body)));
  }
}
