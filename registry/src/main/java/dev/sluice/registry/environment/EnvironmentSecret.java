package dev.sluice.registry.environment;

/** What an environment shares with others. Kept encrypted, and never shown. */
public enum EnvironmentSecret {
  /** What its Git host signs pushes with. */
  WEBHOOK("webhook secret"),
  /** What it may sign them with too, while the webhook secret is being changed. */
  NEXT_WEBHOOK("next webhook secret"),
  /** What opens a preview of what isn't live. */
  PREVIEW("preview password"),
  /** What its alerts are signed with. */
  ALERTS("alert secret");

  private final String label;

  EnvironmentSecret(String label) {
    this.label = label;
  }

  /** Its name in a store. */
  public String label() {
    return label;
  }
}
