package dev.sluice.runtime;

import java.util.Set;

/** What a program is made from. */
public record ProgramSource(
    Owner owner,
    BundleCode bundle,
    Trigger trigger,
    Declared declared,
    FailurePolicy failurePolicy) {

  /**
   * Whose program it is.
   *
   * @param environment whose realms it runs in; a realm never serves two
   * @param workflow the workflow's id
   */
  public record Owner(String environment, String workflow) {}

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
