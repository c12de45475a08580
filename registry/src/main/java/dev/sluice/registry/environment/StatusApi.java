package dev.sluice.registry.environment;

import java.net.URI;
import java.util.Optional;

/**
 * Where an environment's Git host is told how commits and pull requests fare.
 *
 * @param on whether it is told at all
 * @param kind how it is talked to; empty to see from its address and what it sends
 * @param url where its REST API is, without a slash at its end; empty for the usual place
 */
public record StatusApi(boolean on, Optional<GitHostKind> kind, Optional<URI> url) {
  /** Wherever it seems to be. */
  public static final StatusApi USUAL = new StatusApi(true, Optional.empty(), Optional.empty());

  /** Nowhere. */
  public static final StatusApi OFF = new StatusApi(false, Optional.empty(), Optional.empty());
}
