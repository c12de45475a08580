package dev.sluice.registry.variable;

import java.util.Optional;

/**
 * A variable as a store has it.
 *
 * @param edit empty if it was set before edits were written down
 */
public record KeptVariable(Variable variable, Optional<Edit> edit) {}
