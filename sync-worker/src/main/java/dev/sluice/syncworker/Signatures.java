package dev.sluice.syncworker;

import dev.sluice.registry.trust.Signer;
import dev.sluice.registry.trust.Trust;
import dev.sluice.registry.trust.Verdict;
import dev.sluice.syncworker.problem.Report;
import java.time.Clock;
import java.util.Optional;

/**
 * Holds a commit to the keys its environment lists, if it lists any. What is to be deployed is the
 * commit's tree, whole: whoever signed the commit vouches for that, and those before it aren't
 * looked at. Thread-safe.
 */
final class Signatures {
  /** Room for the signature and for what someone may have to say. */
  private static final int MOST_BYTES = 1024 * 1024;

  private static final String HOW =
      "Sign it with a key that the environment lists under trust.signers (git commit --amend -S"
          + " --no-edit), and push it again";

  private final Clock clock;

  Signatures(Clock clock) {
    this.clock = clock;
  }

  /**
   * Tells the attempt's report what is wrong with the commit's signature, or its log whose it is.
   */
  void verify(Attempt attempt) {
    Trust trust = attempt.environment().settings().trust();
    if (!trust.asksForSignatures()) {
      return;
    }
    Optional<byte[]> commit = attempt.tree().readCommit(MOST_BYTES);
    Verdict verdict =
        commit
            .map(it -> trust.judge(it, clock.instant()))
            .orElseGet(() -> new Verdict.Bad("the commit is longer than is looked at"));
    tell(verdict, attempt);
  }

  private static void tell(Verdict verdict, Attempt attempt) {
    Report report = attempt.report();
    String commit = "Commit " + attempt.commit();
    switch (verdict) {
      case Verdict.Signed(Signer by) ->
          attempt.journal().info("Signed by %s, with the %s".formatted(by.name(), by.key()));
      case Verdict.Unsigned() ->
          report.problem("commit_unsigned", commit + " isn't signed. " + HOW);
      case Verdict.Stranger(String key) ->
          report.problem(
              "signer_unknown",
              ("%s is signed with the %s, which the environment doesn't list. %s. Or, if its owner"
                      + " is to be trusted, let an administrator list that key")
                  .formatted(commit, key, HOW));
      case Verdict.Unfit(Signer by, String why) ->
          report.problem(
              "signer_unfit",
              ("%s is signed by %s, whose %s doesn't count: %s. %s. Or, if that key was renewed,"
                      + " let an administrator list it anew")
                  .formatted(commit, by.name(), by.key(), why, HOW));
      case Verdict.Bad(String why) ->
          report.problem(
              "signature_bad",
              "%s has a signature that doesn't hold: %s. %s".formatted(commit, why, HOW));
    }
  }
}
