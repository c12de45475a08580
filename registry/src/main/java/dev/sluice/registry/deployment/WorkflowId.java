package dev.sluice.registry.deployment;

import java.util.regex.Pattern;

/** The id a workflow's author gave it; unique within an environment. */
public record WorkflowId(String value) {
  private static final int LONGEST = 200;

  /** What can't stand in a URL's path, however it is written. */
  private static final Pattern UNNAMEABLE = Pattern.compile("[\\\\\\p{Cntrl}\\p{Cs}]");

  /**
   * What a URL's reader, or a proxy that decodes slashes, leaves out (RFC 3986, 5.2.4): the path
   * would name another workflow.
   */
  private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");

  /** As it is stored; what an author, or a caller, gives is {@link #given}. */
  public WorkflowId {
    if (value.isBlank() || value.length() > LONGEST) {
      throw new IllegalArgumentException("a workflow's id has 1 to 200 characters, not all blank");
    }
  }

  /**
   * One that a workflow may have.
   *
   * @throws IllegalArgumentException saying why it can't be one, if no path could name it
   */
  public static WorkflowId given(String value) {
    if (UNNAMEABLE.matcher(value).find()) {
      throw new IllegalArgumentException(
          "a workflow's id can't hold a backslash or a control character");
    }
    if (DOTS.matcher(value).find()) {
      throw new IllegalArgumentException(
          "a workflow's id can't be . or .., nor have one of these between slashes");
    }
    return new WorkflowId(value);
  }

  @Override
  public String toString() {
    return value;
  }
}
