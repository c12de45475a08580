package dev.sluice.registry.release;

import java.util.Locale;

/** What brought a release about. */
public enum Action {
  /** A commit was brought in. */
  SYNC,
  /** Someone made what was built live. */
  MAKE_LIVE,
  /** Someone went back to what was live before. */
  ROLLBACK,
  /** A workflow was withdrawn until someone makes it live again. */
  DEACTIVATE,
  /** A workflow was removed until a sync brings it again. */
  DELETE,
  /** What is live in another environment was made live here. */
  PROMOTION,
  /** The safety net went back by itself. */
  SAFETY_NET;

  /** Its name in the API and in a store. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that name. */
  public static Action of(String key) {
    return valueOf(key.toUpperCase(Locale.ROOT));
  }
}
