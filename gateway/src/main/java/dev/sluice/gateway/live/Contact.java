package dev.sluice.gateway.live;

import dev.sluice.registry.Registry;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Revisions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the registry can be read, since when it can't, and for how long what it said before
 * counts. Thread-safe.
 */
public final class Contact {
  private static final Logger LOG = LoggerFactory.getLogger(Contact.class);
  private static final String OUTDATED_KEY =
      "The master key was rotated, and this process has only the old one: it can change nothing,"
          + " and reads no secret that is new. Start it again with the new one";

  private final Timekeeper time;
  private final Duration limit;
  private volatile @Nullable Instant last;
  private volatile @Nullable Away away;
  private volatile boolean keyOutdated;

  /**
   * A registry that can't be read.
   *
   * @param since when it was read last, or first asked in vain
   */
  public record Away(Instant since, String why) {}

  /**
   * @param limit how long what was read once counts
   */
  public Contact(Timekeeper time, Duration limit) {
    this.time = time;
    this.limit = limit;
  }

  /** Has its figure told. */
  public void show(MeterRegistry meters) {
    Gauge.builder("sluice.registry.away.seconds", this, Contact::awaySeconds)
        .description("For how long the registry hasn't been read; 0 while it can be")
        .register(meters);
  }

  /**
   * Asks what has changed.
   *
   * @throws RegistryException if it can't be read
   */
  public Heard ask(Registry registry) {
    Instant asked = time.told();
    try {
      Revisions revisions = registry.revisions();
      learnKey(registry.isKeyOutdated());
      made(asked);
      return new Heard(revisions, asked);
    } catch (RegistryException e) {
      lost(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private synchronized void made(Instant asked) {
    time.agree();
    last = asked;
    if (away != null) {
      LOG.info("The registry can be read again; it couldn't be since {}", away.since());
      away = null;
    }
  }

  private synchronized void learnKey(boolean outdated) {
    if (outdated && !keyOutdated) {
      LOG.error("{}", OUTDATED_KEY);
    }
    keyOutdated = outdated;
  }

  private synchronized void lost(String why) {
    if (away == null) {
      LOG.warn("The registry can't be read; what this process serves, it goes on serving: {}", why);
      away = new Away(last == null ? time.instant() : last, why);
    }
  }

  /** Whether it can't be read. */
  public boolean isLost() {
    return away != null;
  }

  /** How it can't be read; empty if it can. */
  public Optional<Away> away() {
    return Optional.ofNullable(away);
  }

  /** That it can't be read, in words; empty if it can. */
  public Optional<String> note() {
    return away()
        .map(it ->
            "The registry can't be read since %s (%s): %s"
                .formatted(Ages.moment(it.since()), Ages.words(age(it.since())), it.why()));
  }

  /** That it was given another master key than this process has, in words; empty if it wasn't. */
  public Optional<String> keyNote() {
    return keyOutdated ? Optional.of(OUTDATED_KEY) : Optional.empty();
  }

  /** For how long it hasn't been read, in seconds; 0 while it can be. */
  private double awaySeconds() {
    return away().map(it -> age(it.since()).toMillis() / 1000.0).orElse(0.0);
  }

  /** How old is what was read then. */
  Duration age(Instant asOf) {
    Duration age = Duration.between(asOf, time.instant());
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** Whether that is too old to count. */
  boolean isTooOld(Instant asOf) {
    return age(asOf).compareTo(limit) > 0;
  }

  /** How long what was read once counts. */
  Duration limit() {
    return limit;
  }
}
