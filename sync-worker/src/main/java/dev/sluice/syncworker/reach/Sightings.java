package dev.sluice.syncworker.reach;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What was seen on the way to a Git host, for whoever explains a failure. Not thread-safe. */
public final class Sightings {
  private @Nullable Integer status;
  private @Nullable Origin elsewhere;
  private boolean letIn;
  private boolean keyRefused;

  void answered(int code, boolean elsewhereNow, Origin origin) {
    status = code;
    elsewhere = elsewhereNow ? origin : null;
    letIn |= code == 200;
  }

  void letIn() {
    letIn = true;
  }

  void keyRefused() {
    keyRefused = true;
  }

  /** HTTP's status of the last answer. */
  public Optional<Integer> status() {
    return Optional.ofNullable(status);
  }

  /** Who gave the last answer, if it was someone we were redirected to: they are shown nothing. */
  public Optional<String> elsewhere() {
    return Optional.ofNullable(elsewhere).map(Origin::toString);
  }

  /** Whether an SSH server didn't take our key. */
  public boolean isKeyRefused() {
    return keyRefused;
  }

  /** Whether the host let us in: what fails after that isn't about credentials. */
  public boolean isLetIn() {
    return letIn;
  }
}
