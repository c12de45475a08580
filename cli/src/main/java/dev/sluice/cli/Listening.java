package dev.sluice.cli;

import dev.sluice.gateway.listen.Entry;
import java.util.Map;

/**
 * Where a process listens, and what connections are like there.
 *
 * @param usual for every door that has no address of its own
 */
public record Listening(Address usual, Map<Door, Address> own, Entry entry) {
  public Listening {
    own = Map.copyOf(own);
  }

  /** Everything at one address, in plain. */
  public static Listening on(Address address) {
    return new Listening(address, Map.of(), Entry.PLAIN);
  }
}
