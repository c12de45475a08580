package dev.sluice.webhook;

/**
 * One message of a Git host, as its headers describe it.
 *
 * @param id the host's name for it, the same when it's sent again; may be empty
 * @param event what kind of message it is, in the host's words; may be empty
 * @param form whether the body is a form whose field {@code payload} is the JSON, not JSON itself
 * @param proof what shows that its sender knows the secret
 */
record Delivery(String id, String event, boolean form, Proof proof) {
  private static final int LONGEST_ID = 100;

  /** Whether it can be recognised when it's sent again. */
  boolean isNamed() {
    return !id.isBlank() && id.length() <= LONGEST_ID;
  }
}
