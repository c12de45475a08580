package dev.sluice.registry.deployment;

/** The id a workflow's author gave it; unique within an environment. */
public record WorkflowId(String value) {
  public WorkflowId {
    if (value.isBlank() || value.length() > 200) {
      throw new IllegalArgumentException("a workflow's id has 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
