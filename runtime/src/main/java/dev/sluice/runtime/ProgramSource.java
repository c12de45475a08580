package dev.sluice.runtime;

import java.util.Set;

/**
 * What a program is made from.
 *
 * @param environment whose realms it may run in; a realm never serves two
 */
public record ProgramSource(
    String environment,
    BundleCode bundle,
    Trigger trigger,
    Declared declared,
    FailurePolicy failurePolicy) {

  /**
   * What the workflow declared.
   *
   * @param bindings by name, e.g. {@code kinde.accessToken}; those the trigger doesn't offer aren't
   *     mounted
   * @param resetClaims those of the token bindings that start from no claims
   */
  public record Declared(Set<String> bindings, Set<String> resetClaims) {
    public Declared {
      bindings = Set.copyOf(bindings);
      resetClaims = Set.copyOf(resetClaims);
    }
  }
}
