package dev.sluice.syncworker.report;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What a host answered.
 *
 * @param json nothing if it wasn't JSON
 */
record Reply(int status, HttpHeaders headers, JsonNode json) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Whether it may be answered otherwise later: too many requests, or trouble of the host's. */
  boolean isForLater() {
    return status >= 500 || status == 408 || status == 429 || isRateLimited();
  }

  /** Whether anybody would be answered so now, whatever token they show. */
  boolean isOfAll() {
    return status >= 500 || status == 408;
  }

  /** GitHub says 403 then; GitHub Docs, "Rate limits for the REST API". */
  private boolean isRateLimited() {
    return status == 403
        && (headers.firstValue("Retry-After").isPresent()
            || headers.firstValue("X-RateLimit-Remaining").filter("0"::equals).isPresent());
  }

  /** How long the host asks to be left alone. */
  Optional<Duration> pause(Instant now) {
    return headers
        .firstValue("Retry-After")
        .flatMap(it -> afterwards(it, now))
        .or(() ->
            headers
                .firstValue("X-RateLimit-Reset")
                .or(() -> headers.firstValue("RateLimit-Reset"))
                .flatMap(Reply::number)
                .map(it -> Duration.between(now, Instant.ofEpochSecond(it))))
        .map(Reply::bounded);
  }

  private static Optional<Duration> afterwards(String text, Instant now) {
    return number(text).map(Duration::ofSeconds).or(() -> date(text, now));
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,10}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant then = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
