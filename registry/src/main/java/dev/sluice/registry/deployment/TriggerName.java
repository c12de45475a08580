package dev.sluice.registry.deployment;

/** The moment in an auth flow that runs a workflow, e.g. {@code user:tokens_generation}. */
public record TriggerName(String value) {
  public TriggerName {
    if (value.isBlank() || value.length() > 100) {
      throw new IllegalArgumentException("a trigger's name has 1 to 100 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
