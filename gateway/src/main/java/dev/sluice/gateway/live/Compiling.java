package dev.sluice.gateway.live;

/** When the programs of a release are compiled. */
enum Compiling {
  /** Before it is served, so that one that can't be loaded changes nothing. */
  AHEAD,

  /** Each when it is first wanted: what was live before, for a process that has just started. */
  ON_DEMAND
}
