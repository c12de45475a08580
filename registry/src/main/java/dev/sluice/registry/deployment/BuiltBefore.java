package dev.sluice.registry.deployment;

/**
 * A deployment that stands for what a commit would build, if all it was built from is the same
 * there.
 *
 * @param inputs what that is, as its {@link Build} had it
 */
public record BuiltBefore(Deployment deployment, String inputs) {}
