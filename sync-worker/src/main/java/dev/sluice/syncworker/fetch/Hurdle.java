package dev.sluice.syncworker.fetch;

/** What a fetch must get over, in the order it does. */
public enum Hurdle {
  ADDRESS,
  HOST,
  CREDENTIALS,
  BRANCH,
  COMMIT
}
