package dev.sluice.registry.trust;

/** Ends the judgement of a commit. Never leaves this package. */
final class RefusedException extends Exception {
  private final transient Verdict verdict;

  RefusedException(Verdict verdict) {
    super(verdict.toString());
    this.verdict = verdict;
  }

  /** A signature that doesn't hold. */
  static RefusedException bad(String why) {
    return new RefusedException(new Verdict.Bad(why));
  }

  Verdict verdict() {
    return verdict;
  }
}
