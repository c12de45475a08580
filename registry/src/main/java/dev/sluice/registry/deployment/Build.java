package dev.sluice.registry.deployment;

/** A workflow just built, not yet a deployment. */
public record Build(Workflow workflow, Bundle bundle) {}
