package dev.sluice.syncworker.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How a repository's name stands in an API's path. */
final class Paths {
  private Paths() {}

  /** As one segment. */
  static String one(String repository) {
    return URLEncoder.encode(repository, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** As the segments it has. */
  static String each(String repository) {
    return Arrays.stream(repository.split("/", -1))
        .map(Paths::one)
        .collect(Collectors.joining("/"));
  }
}
