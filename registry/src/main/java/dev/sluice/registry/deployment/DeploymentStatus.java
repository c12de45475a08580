package dev.sluice.registry.deployment;

/** Where a built deployment stands, as the releases say; never stored. */
public enum DeploymentStatus {
  /** Built, and its workflow was never live. */
  DRAFT,
  /** Built, not live now. */
  DEPLOYED,
  /** In the live release. */
  LIVE,
  /** Was live until its workflow was deactivated. */
  DEACTIVATED
}
