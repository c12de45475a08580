package dev.sluice.registry.trust;

/** What is thought of a commit's signature. */
public sealed interface Verdict {
  /** It is by someone listed. */
  record Signed(Signer by) implements Verdict {}

  /** There's none. */
  record Unsigned() implements Verdict {}

  /**
   * It is, or pretends to be, by someone who isn't listed.
   *
   * @param key what it says of itself, such as {@code SSH key SHA256:…}
   */
  record Stranger(String key) implements Verdict {}

  /**
   * It is, or pretends to be, by someone who is listed, but whose key can't sign, or couldn't then.
   *
   * @param why a clause, such as {@code it expired on 2026-01-31T00:00:00Z}
   */
  record Unfit(Signer by, String why) implements Verdict {}

  /**
   * It doesn't hold.
   *
   * @param why a clause, such as {@code it was made over something else}
   */
  record Bad(String why) implements Verdict {}
}
