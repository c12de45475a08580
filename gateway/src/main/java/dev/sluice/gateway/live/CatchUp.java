package dev.sluice.gateway.live;

/** Whether this process serves what the registry holds. */
public sealed interface CatchUp {
  /** It does. */
  record Current() implements CatchUp {}

  /** It goes on with what it served before, as the newest release can't be loaded. */
  record Failed(String why) implements CatchUp {}
}
