package dev.sluice.webhook;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deliveries that nobody who knows the secret has signed: counted, and told of once a minute at
 * most. They are all it counts, never what holds a sender back: that a signature is wrong is known
 * only once its body was read, and a sender whose next one may be right must be read all the same.
 * What reading costs is bounded by {@link Turnstile}. Thread-safe.
 */
final class Refused {
  private static final Logger LOG = LoggerFactory.getLogger(Refused.class);
  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);
  private static final int LONGEST_SHOWN = 64;

  private final InstantSource clock;
  private final Consumer<String> telling;
  private long count;
  private long told;
  private long nextLineAt;

  Refused(InstantSource clock) {
    this(clock, LOG::warn);
  }

  /** Those that are told of elsewhere than in the process's log. */
  Refused(InstantSource clock, Consumer<String> telling) {
    this.clock = clock;
    this.telling = telling;
    this.nextLineAt = clock.millis();
  }

  /** Notes one from that address. */
  void add(String address) {
    long since = counted();
    if (since > 0) {
      telling.accept(
          "%d deliveries weren't signed with an environment's webhook secret since this was said"
                  .formatted(since)
              + " last; this one came from "
              + shown(address));
    }
  }

  /** Counts one more; how many the log should tell of now, 0 for no line. */
  private synchronized long counted() {
    count++;
    long now = clock.millis();
    if (now < nextLineAt) {
      return 0;
    }
    long since = count - told;
    told = count;
    nextLineAt = now + BETWEEN_LINES.toMillis();
    return since;
  }

  synchronized long count() {
    return count;
  }

  /** It may come from a header: no line breaks into the log, and nothing endless. */
  private static String shown(String address) {
    String plain = address.replaceAll("[^0-9A-Za-z.:%\\[\\]_-]", "?");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN);
  }
}
