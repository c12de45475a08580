package dev.sluice.runtime;

import java.time.Duration;

/**
 * A request that a run made, as it is counted.
 *
 * @param duration from its start until its answer was complete, or there was to be none
 */
public record Fetched(Ending ending, Duration duration) {
  /** How a request ended. */
  public enum Ending {
    SUCCESS("2xx"),
    REDIRECT("3xx"),
    CLIENT_ERROR("4xx"),
    SERVER_ERROR("5xx"),
    /** No answer, or not all of it. */
    FAILED("failed"),
    /** It, or where it was redirected to, was out of reach; nothing was sent there. */
    REFUSED("refused");

    private final String label;

    Ending(String label) {
      this.label = label;
    }

    /** Its name in metrics. */
    public String label() {
      return label;
    }

    /** That of an answer. */
    public static Ending ofStatus(int status) {
      return switch (status / 100) {
        case 2 -> SUCCESS;
        case 3 -> REDIRECT;
        case 4 -> CLIENT_ERROR;
        default -> SERVER_ERROR;
      };
    }
  }
}
