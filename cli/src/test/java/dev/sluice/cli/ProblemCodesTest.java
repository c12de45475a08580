package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.gateway.http.ProblemCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every code that a route can answer is in the table that the page of problems is made from. */
class ProblemCodesTest {
  /** What makes a problem, with its status if it says so there, and its code. */
  private static final Pattern MADE =
      Pattern.compile(
          "(HttpProblem|roblem|badRequest|notFound|unavailable|nothingToDo|unauthorized|conflict)"
              + "\\(\\s*(?:(\\d{3}),)?\\s*\"([a-z0-9_]+)\"");

  private static final Map<String, Integer> STATUSES =
      Map.of(
          "badRequest",
          400,
          "notFound",
          404,
          "unavailable",
          503,
          "nothingToDo",
          409,
          "unauthorized",
          401,
          "conflict",
          409);

  /** Where a problem is made with a code that is handed in. Their callers are looked at instead. */
  private static final List<String> MAKERS =
      List.of(
          "HttpProblem.java",
          "IfMatch.java",
          "KeyRing.java",
          "Problems.java",
          "Refusal.java",
          "ReleaseChanges.java",
          "VariableRoutes.java");

  @Test
  void everyCode_isInTheTable_withItsStatus() throws IOException {
    Map<String, Optional<Integer>> unknown = new TreeMap<>();
    for (Path source : sources()) {
      MADE.matcher(Files.readString(source))
          .results()
          .filter(made -> !isTold(made))
          .forEach(made -> unknown.put(source.getFileName() + ": " + made.group(3), status(made)));
    }

    assertThat(unknown).as("add these to ProblemCode").isEmpty();
  }

  private static boolean isTold(MatchResult made) {
    return ProblemCode.find(made.group(3))
        .filter(code -> status(made).map(it -> it == code.status()).orElse(true))
        .isPresent();
  }

  private static Optional<Integer> status(MatchResult made) {
    return Optional.ofNullable(made.group(2))
        .map(Integer::valueOf)
        .or(() -> Optional.ofNullable(STATUSES.get(made.group(1))));
  }

  @Test
  void everyProblem_isMadeWhereItsCodeCanBeSeen() throws IOException {
    Pattern hidden = Pattern.compile("new HttpProblem\\(\\s*+(?!\\d{3},\\s*\")");

    assertThat(
            sources().stream()
                .filter(source -> hidden.matcher(read(source)).find())
                .map(source -> Objects.toString(source.getFileName())))
        .as("hand the code in as text, or let this test know the maker")
        .isSubsetOf(MAKERS);
  }

  @Test
  void sources_areFound() throws IOException {
    assertThat(sources()).hasSizeGreaterThan(50);
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> gateway = Files.walk(Path.of("../gateway/src/main/java"));
        Stream<Path> webhook = Files.walk(Path.of("../webhook/src/main/java"))) {
      return Stream.concat(gateway, webhook).filter(it -> it.toString().endsWith(".java")).toList();
    }
  }

  private static String read(Path source) {
    try {
      return Files.readString(source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
