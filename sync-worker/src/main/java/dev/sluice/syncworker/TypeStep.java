package dev.sluice.syncworker;

import dev.sluice.registry.deployment.Build;
import dev.sluice.registry.deployment.Bundle;
import dev.sluice.registry.environment.TypeChecking;
import dev.sluice.syncworker.types.CheckedFiles;
import dev.sluice.syncworker.types.TypeCheck;
import dev.sluice.syncworker.types.TypeChecker;
import dev.sluice.syncworker.types.TypeFinding;
import dev.sluice.syncworker.types.Typing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The check of one commit's types, and what its environment makes of it. Where findings are only
 * warnings, a commit goes live without waiting for them; those that come late are told afterwards.
 */
final class TypeStep {
  /** Nobody waits for a pull request's check to go live. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final TypeCheck check;
  private final Duration longest;
  private final Attempt attempt;

  private TypeStep(TypeCheck check, Duration longest, Attempt attempt) {
    this.check = check;
    this.longest = longest;
    this.attempt = attempt;
  }

  /** Begins it, if the environment asks for it. */
  static TypeStep begin(TypeChecker checker, CheckedFiles files, Attempt attempt) {
    boolean off = typeCheck(attempt) == TypeChecking.OFF;
    TypeCheck check = off ? TypeCheck.none() : checker.begin(files, attempt.tree().again());
    return new TypeStep(check, checker.longest(), attempt);
  }

  private static TypeChecking typeCheck(Attempt attempt) {
    return attempt.environment().settings().oversight().typeCheck();
  }

  /** Whether a commit with findings is rejected. */
  static boolean isStrict(Attempt attempt) {
    return typeCheck(attempt) == TypeChecking.STRICT;
  }

  /** Ends the building with what was found, as the environment wants it. */
  Building conclude(List<Build> builds, List<Kept> kept) {
    return switch (typeCheck(attempt)) {
      case OFF -> new Building.Done(builds, kept);
      case WARN -> new Building.Done(warn(builds), kept);
      case STRICT -> insist(builds, kept);
    };
  }

  private List<Build> warn(List<Build> builds) {
    boolean hurried = attempt.sync().pullRequest().isEmpty();
    Optional<Typing> typing = check.within(hurried ? Duration.ZERO : PATIENCE);
    if (typing.isEmpty()) {
      attempt
          .journal()
          .afterwards(() -> check.within(longest).ifPresent(it -> tellLate(it, builds)));
      return builds;
    }
    tell(typing.get());
    return builds.stream().map(build -> withFindings(build, typing.get())).toList();
  }

  private void tellLate(Typing typing, List<Build> builds) {
    tell(typing);
    for (Build build : builds) {
      String found = foundIn(build.workflow().file(), typing);
      if (!found.isEmpty()) {
        attempt.journal().addToBuildLog(build.workflow().file(), found);
      }
    }
  }

  private void tell(Typing typing) {
    switch (typing) {
      case Typing.Checked checked -> {
        lines(checked).forEach(attempt.journal()::warn);
        attempt.journal().info("Checked types in " + checked.took().toMillis() + " ms");
      }
      case Typing.Refused refused ->
          attempt.journal().warn("Types weren't checked: " + refused.message());
      case Typing.Unchecked unchecked ->
          attempt.journal().warn("Types weren't checked: " + unchecked.why());
    }
  }

  private static List<String> lines(Typing.Checked checked) {
    Stream<String> rest =
        checked.more() == 0 ? Stream.empty() : Stream.of("… and " + checked.more() + " more");
    return Stream.concat(checked.findings().stream().map(TypeFinding::line), rest).toList();
  }

  /** Its build log with what was found in its own file. */
  private static Build withFindings(Build build, Typing typing) {
    String found = foundIn(build.workflow().file(), typing);
    Bundle bundle = build.bundle();
    return new Build(
        build.workflow(),
        new Bundle(bundle.code(), bundle.sourceMap(), bundle.settings(), found + bundle.buildLog()),
        build.inputs());
  }

  /** A line each. */
  private static String foundIn(String file, Typing typing) {
    return switch (typing) {
      case Typing.Refused _, Typing.Unchecked _ -> "";
      case Typing.Checked checked ->
          checked.findings().stream()
              .filter(finding -> finding.spot().file().equals(file))
              .map(finding -> finding.line() + "\n")
              .collect(Collectors.joining());
    };
  }

  private Building insist(List<Build> builds, List<Kept> kept) {
    Typing typing =
        check
            .within(longest)
            .orElse(new Typing.Unchecked("it took longer than " + longest.toSeconds() + " s"));
    return switch (typing) {
      case Typing.Checked checked -> {
        checked
            .findings()
            .forEach(it -> attempt.report().problem(it.code(), it.message(), it.spot()));
        yield new Building.Done(builds, kept);
      }
      case Typing.Refused refused -> {
        if (attempt.report().isClean()) { // Else the bundler has told of it, with its place.
          attempt.report().problem(refused.code(), refused.message());
        }
        yield new Building.Done(builds, kept);
      }
      case Typing.Unchecked unchecked ->
          new Building.Broken(
              "Types can't be checked, and typeCheck is strict: "
                  + unchecked.why()
                  + ". With typeCheck warn, commits go live all the same");
    };
  }
}
