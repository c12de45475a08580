package dev.sluice.registry.deployment;

/**
 * A workflow just built, not yet a deployment.
 *
 * @param inputs everything of the repository that its build looked at and what was there, in the
 *     worker's own notation; empty if that isn't known
 */
public record Build(Workflow workflow, Bundle bundle, String inputs) {

  /** One that nobody knows what it was built from. */
  public Build(Workflow workflow, Bundle bundle) {
    this(workflow, bundle, "");
  }
}
