package dev.sluice.registry.variable;

/** What became of a wish about a variable's next value. */
public sealed interface NextOutcome {
  /** It was done: the variable as it is now. */
  record Done(KeptVariable variable) implements NextOutcome {}

  /** The variable has no next value: the caller sets one first. */
  record NoNext() implements NextOutcome {}

  /** The variable isn't a secret one, and so can't have a next value. */
  record NotSecret() implements NextOutcome {}

  /** There's no such variable. */
  record Unknown() implements NextOutcome {}
}
