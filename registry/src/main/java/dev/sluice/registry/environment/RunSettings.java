package dev.sluice.registry.environment;

import java.net.URI;
import java.util.Optional;

/**
 * What an operator chose for every run of an environment, from the next one on.
 *
 * @param kindeDomain the origin that workflows may call without declaring {@code kinde.fetch}
 * @param sealing how {@code kinde.secureFetch} arranges what it sends; its keys are kept apart
 */
public record RunSettings(
    Optional<URI> kindeDomain,
    Egress egress,
    Limits limits,
    SealingLayout sealing,
    Localization localization) {
  public static final RunSettings DEFAULT =
      new RunSettings(
          Optional.empty(),
          new Egress.PublicInternet(),
          Limits.DEFAULT,
          SealingLayout.KINDE,
          Localization.NONE);
}
