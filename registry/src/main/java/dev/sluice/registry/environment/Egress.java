package dev.sluice.registry.environment;

import java.util.List;

/** Where an environment's workflows may connect to. */
public sealed interface Egress {
  /** Every host on the public internet, and no private address. */
  record PublicInternet() implements Egress {}

  /**
   * These and nothing else, private addresses included.
   *
   * @param targets {@code host} (ports 80 and 443) or {@code host:port} each; empty allows nothing
   */
  record Only(List<String> targets) implements Egress {
    public Only {
      targets = List.copyOf(targets);
    }
  }
}
