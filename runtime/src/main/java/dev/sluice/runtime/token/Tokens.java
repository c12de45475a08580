package dev.sluice.runtime.token;

import java.time.Clock;

/** What all runs share for {@code kinde.cache}. */
public record Tokens(TokenCache kept, TokensUnderWay underWay, TokenTrial trial) {
  public static Tokens on(Clock clock) {
    return new Tokens(
        new TokenCache(clock),
        new TokensUnderWay(),
        new TokenTrial(new KeySets(clock), new TokenCheck(clock)));
  }

  /** Lets go of what is kept for an environment. */
  public void forget(String environment) {
    kept.forget(environment);
    trial.forget(environment);
  }
}
