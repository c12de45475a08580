package dev.sluice.syncworker.fetch;

import java.util.Optional;
import java.util.stream.Stream;

/** What an exception came from. */
final class Causes {
  private static final int MOST = 20;

  private Causes() {}

  /** The first of that kind among the failure itself and its causes. */
  static <T extends Throwable> Optional<T> of(Throwable failure, Class<T> kind) {
    return Stream.<Throwable>iterate(failure, it -> it != null, Throwable::getCause)
        .limit(MOST)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }
}
