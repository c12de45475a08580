package dev.sluice.cli;

import dev.sluice.syncworker.limit.Limit;
import dev.sluice.syncworker.limit.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say what syncs are held to. */
final class LimitOptions {
  @Option(
      names = "--limit",
      paramLabel = "<name=number>",
      description = "hold syncs to another limit; docs/repository-access.md lists them")
  private Map<String, Long> given = new LinkedHashMap<>();

  /**
   * What they say.
   *
   * @throws IllegalArgumentException if one of them can't be used
   */
  Limits limits() {
    return new Limits(
        given.entrySet().stream()
            .collect(Collectors.toMap(it -> Limit.named(it.getKey()), Map.Entry::getValue)));
  }
}
