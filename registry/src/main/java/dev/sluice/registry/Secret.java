package dev.sluice.registry;

import java.util.Objects;

/** A value that never shows itself: {@link #toString} is {@code ***}. */
public record Secret(String reveal) {
  public Secret {
    Objects.requireNonNull(reveal);
  }

  @Override
  public String toString() {
    return "***";
  }
}
