package dev.sluice.registry.sql;

import dev.sluice.registry.Expectation;
import dev.sluice.registry.UnexpectedException;
import dev.sluice.registry.environment.Environment;
import dev.sluice.registry.environment.EnvironmentName;
import dev.sluice.registry.release.Release;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What someone expects of an environment, compared in the transaction that changes it. */
record Belief(EnvironmentName environment, Expectation expected) {

  /**
   * Goes on only if it is so.
   *
   * @throws UnexpectedException otherwise
   */
  void require(Handle transaction) {
    Optional<Expectation> actual = actual(transaction);
    if (!actual.equals(Optional.of(expected))) {
      throw new UnexpectedException(expected, actual);
    }
  }

  private Optional<Expectation> actual(Handle transaction) {
    return switch (expected) {
      case Expectation.Live _ ->
          new StoredReleases(transaction, environment)
              .live()
              .map(Release::number)
              .map(Expectation.Live::new);
      case Expectation.Settings _ ->
          SqlEnvironments.find(transaction, environment)
              .map(Environment::revision)
              .map(Expectation.Settings::new);
      case Expectation.Absent absent ->
          Optional.of(
              SqlEnvironments.find(transaction, environment)
                  .<Expectation>map(it -> new Expectation.Settings(it.revision()))
                  .orElse(absent));
    };
  }
}
