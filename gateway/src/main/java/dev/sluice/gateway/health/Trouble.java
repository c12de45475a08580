package dev.sluice.gateway.health;

import java.util.List;

/**
 * Something that isn't well.
 *
 * @param words what, for anybody to read: no name of an environment, a host or a file
 * @param details more, for who may read everything
 * @param lasting whether only another process helps
 */
public record Trouble(String words, List<String> details, boolean lasting) {
  public Trouble {
    details = List.copyOf(details);
  }

  /** One that may pass by itself. */
  public static Trouble passing(String words, List<String> details) {
    return new Trouble(words, details, false);
  }

  /** One that only another process helps against. */
  public static Trouble lasting(String words) {
    return new Trouble(words, List.of(), true);
  }
}
