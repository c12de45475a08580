package dev.sluice.registry.environment;

import java.net.URI;
import java.util.Optional;

/**
 * How an environment is watched over.
 *
 * @param safetyNet when a release is rolled back by itself; empty for never
 * @param alerts where alerts are posted to; empty for nowhere
 */
public record Oversight(
    Recording recording, Retention retention, Optional<SafetyNet> safetyNet, Optional<URI> alerts) {
  public static final Oversight DEFAULT =
      new Oversight(Recording.DEFAULT, Retention.DEFAULT, Optional.empty(), Optional.empty());
}
