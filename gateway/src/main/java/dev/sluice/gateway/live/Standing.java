package dev.sluice.gateway.live;

import dev.sluice.registry.environment.EnvironmentName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a process serves that it has never read from the registry itself. Immutable.
 *
 * @param keys when the registry said last which API keys there are; empty if they aren't known
 * @param environments when it said so of each environment that is served
 * @param refusals what couldn't be used, and why
 */
record Standing(
    Optional<Instant> keys, Map<EnvironmentName, Instant> environments, List<String> refusals) {
  private static final int MOST_NAMED = 20;

  static final Standing NOTHING = new Standing(Optional.empty(), Map.of(), List.of());

  Standing {
    environments = Map.copyOf(environments);
    refusals = List.copyOf(refusals);
  }

  /** The same with one more thing that can't be used. */
  Standing refusing(String refusal) {
    return new Standing(
        keys, environments, Stream.concat(refusals.stream(), Stream.of(refusal)).toList());
  }

  /** The same without API keys. */
  Standing withoutKeys() {
    return new Standing(Optional.empty(), environments, refusals);
  }

  /** The same without that environment. */
  Standing without(EnvironmentName name) {
    Map<EnvironmentName, Instant> others =
        environments.entrySet().stream()
            .filter(it -> !it.getKey().equals(name))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return new Standing(keys, others, refusals);
  }

  /** What is served, each with its age; empty if nothing is. */
  Optional<String> words(Contact contact) {
    if (environments.isEmpty()) {
      return Optional.empty();
    }
    String named =
        environments.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .limit(MOST_NAMED)
            .map(it -> words(it.getKey(), it.getValue(), contact))
            .collect(Collectors.joining(", "));
    int more = environments.size() - MOST_NAMED;
    return Optional.of(
        "Served from this gateway's standby folder: "
            + named
            + (more > 0 ? ", " + more + " more" : ""));
  }

  private static String words(EnvironmentName name, Instant asOf, Contact contact) {
    return "%s as of %s (%s old)".formatted(name, Ages.moment(asOf), Ages.words(contact.age(asOf)));
  }
}
