package dev.sluice.gateway.live;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments and lengths of time in words. */
public final class Ages {
  private Ages() {}

  /** How long, in the unit that suits it, such as {@code 5 minutes}. */
  public static String words(Duration age) {
    if (age.compareTo(Duration.ofDays(2)) >= 0) {
      return count(age.toDays(), "day");
    }
    if (age.compareTo(Duration.ofHours(2)) >= 0) {
      return count(age.toHours(), "hour");
    }
    return age.compareTo(Duration.ofMinutes(2)) >= 0
        ? count(age.toMinutes(), "minute")
        : count(age.toSeconds(), "second");
  }

  private static String count(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }

  /** When, to the second. */
  public static String moment(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
