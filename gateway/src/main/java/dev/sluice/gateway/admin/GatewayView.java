package dev.sluice.gateway.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sluice.gateway.openapi.OneOf;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.gateway.SeenGateway;
import dev.sluice.registry.gateway.Served;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A gateway as operators see it.
 *
 * @param id of its process: another one after each start
 * @param state {@code gone} if it said nothing for 20 s, else {@code standby} if it serves
 *     something that it kept on its own disk
 * @param environments how many there are that have a release, or that it serves
 * @param behind in how many of them it doesn't serve what is live
 * @param serves those environments, 100 at most: first those where it is behind, then by name
 */
record GatewayView(
    String id,
    String name,
    String version,
    Instant startedAt,
    Instant lastSeenAt,
    @OneOf({"serving", "standby", "gone"}) String state,
    int environments,
    long behind,
    List<Serves> serves) {
  private static final int MOST_SHOWN = 100;

  /**
   * What it serves of one environment.
   *
   * @param release absent if it serves none
   * @param live the release that is live; absent if there is none
   * @param since when it began to serve that
   * @param standby whether it is what it kept on its own disk
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  record Serves(
      String environment,
      Optional<Integer> release,
      Optional<Integer> live,
      Optional<Instant> since,
      Optional<Boolean> standby) {
    static Serves of(EnvironmentName environment, Optional<Served> served, Optional<Integer> live) {
      return new Serves(
          environment.value(),
          served.map(Served::release),
          live,
          served.map(Served::since),
          served.map(Served::standby));
    }

    /** Numbers grow: what is newer than what was live a moment ago is live now. */
    private boolean isBehind() {
      return live.isPresent() && (release.isEmpty() || release.get() < live.get());
    }
  }

  static GatewayView of(SeenGateway seen, Map<EnvironmentName, Integer> live) {
    TreeSet<EnvironmentName> names = new TreeSet<>(live.keySet());
    names.addAll(seen.serves().keySet());
    List<Serves> all =
        names.stream()
            .map(it ->
                Serves.of(
                    it,
                    Optional.ofNullable(seen.serves().get(it)),
                    Optional.ofNullable(live.get(it))))
            .toList();
    return new GatewayView(
        seen.gateway().id().value(),
        seen.gateway().name().value(),
        seen.gateway().version(),
        seen.gateway().startedAt(),
        seen.seenAt(),
        state(seen),
        all.size(),
        all.stream().filter(Serves::isBehind).count(),
        all.stream()
            .sorted(Comparator.comparing(Serves::isBehind).reversed())
            .limit(MOST_SHOWN)
            .toList());
  }

  private static String state(SeenGateway seen) {
    if (seen.isGone()) {
      return "gone";
    }
    return seen.serves().values().stream().anyMatch(Served::standby) ? "standby" : "serving";
  }
}
