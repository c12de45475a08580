package dev.sluice.registry.variable;

import dev.sluice.registry.Secret;

/**
 * A value an environment gives its workflows.
 *
 * @param secret whether it must never be shown again
 */
public record Variable(VariableName name, Secret value, boolean secret) {}
