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
  ALERTS("alert secret"),
  /** What its repository is read with: a token or password, or a GitHub App's private key. */
  REPOSITORY("repository credential"),
  /** The SSH key pair that Sluice made for its repository. */
  DEPLOY_KEY("deploy key"),
  /** What its Git host's API is shown, where that isn't what the repository is read with. */
  STATUS_TOKEN("status token");

  private final String label;

  EnvironmentSecret(String label) {
    this.label = label;
  }

  /** Its name in a store. */
  public String label() {
    return label;
  }
}
