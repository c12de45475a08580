package dev.sluice.gateway.live;

/** What this process knows of an environment. */
public sealed interface Lookup {
  /** It is served. */
  record Serving(LiveEnvironment environment) implements Lookup {}

  /** The registry wasn't read yet, or what it says couldn't be loaded: ask again. */
  record NotYetKnown() implements Lookup {}

  /** There is none of that name. */
  record Missing() implements Lookup {}
}
