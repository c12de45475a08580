package dev.sluice.benchmarks.measure;

import dev.sluice.benchmarks.load.BadAnswerException;
import dev.sluice.benchmarks.load.Probe;
import dev.sluice.benchmarks.load.Target;
import dev.sluice.benchmarks.sluice.SluiceServer;
import dev.sluice.fixtures.Events;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Logins for {@link ManyEnvironments}, by one auth service that all of them have. */
record TenantLogins(URI server, String key) {
  private static final String TRIGGER = "user:tokens_generation";
  private static final JsonMapper JSON = new JsonMapper();

  /** With a new key. */
  static TenantLogins of(SluiceServer server) {
    JsonNode issued =
        server.admin().post("/v1/keys", JSON.createObjectNode().put("role", "invoke"));
    return new TenantLogins(server.uri(), issued.path("key").asString());
  }

  /** A login of that tenant. */
  Target login(int tenant) {
    String path =
        "/v1/environments/%s/triggers/%s/runs".formatted(ManyEnvironments.name(tenant), TRIGGER);
    return Target.post(
        server.resolve(path), Map.of("Authorization", "Bearer " + key), Events.call(TRIGGER));
  }

  /**
   * Logs in once with each of these tenants, one after the other.
   *
   * @return what each took, in milliseconds
   */
  List<Double> first(int from, int count) {
    List<Double> millis = new ArrayList<>();
    for (int tenant = from; tenant < from + count; tenant++) {
      try (Probe probe = Probe.open(login(tenant))) {
        Probe.Asked asked = probe.ask();
        requireOwn(tenant, asked.body());
        millis.add(asked.took().toNanos() / 1e6);
      }
    }
    return millis;
  }

  private static void requireOwn(int tenant, String answer) {
    JsonNode claim = JSON.readTree(answer).at("/effects/accessToken/claims/companyName");
    if (!claim.asString().equals(ManyEnvironments.company(tenant))) {
      throw new BadAnswerException("tenant " + tenant + " was answered as another:\n" + answer);
    }
  }
}
