package dev.sluice.gateway.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.sluice.gateway.http.HttpProblem;
import dev.sluice.gateway.http.Refusal;
import dev.sluice.registry.environment.EnvironmentName;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often each address has failed to show a good key, or an environment's preview password. Only
 * failures are counted and held back, so that a good key always gets in; a good preview password
 * isn't looked at while its address is held back. In memory, for so many addresses at most; of
 * IPv6, a network of 64 bits counts as one. Thread-safe.
 */
public final class FailedAttempts {
  private static final Logger LOG = LoggerFactory.getLogger(FailedAttempts.class);
  private static final int MOST_ADDRESSES = 10_000;
  private static final int LONGEST_SHOWN = 64;

  private final InstantSource time;
  private final MeterRegistry meters;
  private final Cache<Origin, Attempts> byOrigin;

  /**
   * Who fails, at what.
   *
   * @param network an address, or the network that counts as one
   */
  private record Origin(String network, String wanted) {}

  /**
   * @param time that never goes back
   */
  public FailedAttempts(InstantSource time, MeterRegistry meters) {
    this.time = time;
    this.meters = meters;
    this.byOrigin =
        Caffeine.newBuilder()
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(time.millis()))
            .expireAfterAccess(Attempts.FORGOTTEN_AFTER)
            .maximumSize(MOST_ADDRESSES)
            .build();
    for (Reason reason : Reason.values()) {
      count(reason, 0);
    }
  }

  /** What isn't good. */
  enum Reason {
    /** There was no key. */
    MISSING,
    /** Nobody has such a key, or it was revoked. */
    UNKNOWN,
    /** It is one, but its time is over: no guess, so it is never held back. */
    EXPIRED,
    /** The key is good, but the preview password isn't the environment's. */
    PREVIEW_PASSWORD
  }

  /** Notes a failure; for how long the address should stay away, if it failed too often. */
  Optional<Duration> add(String address, Reason reason) {
    count(reason, 1);
    return reason == Reason.EXPIRED
        ? Optional.empty()
        : add(address, new Origin(network(address), "a good API key"));
  }

  /** Notes a wrong preview password; 429 if that address sent too many to the environment. */
  public Optional<Refusal> addPassword(String address, EnvironmentName environment) {
    count(Reason.PREVIEW_PASSWORD, 1);
    return add(address, password(address, environment)).map(FailedAttempts::tooManyPasswords);
  }

  /**
   * 429 if that address sent too many wrong preview passwords to the environment to be let try
   * another. Unlike a key, a password is chosen by people, and may be guessed.
   */
  public Optional<Refusal> heldPassword(String address, EnvironmentName environment) {
    return Optional.ofNullable(byOrigin.getIfPresent(password(address, environment)))
        .flatMap(attempts -> attempts.held(time.millis()))
        .map(FailedAttempts::tooManyPasswords);
  }

  private static Origin password(String address, EnvironmentName environment) {
    return new Origin(network(address), "the preview password of " + environment);
  }

  private Optional<Duration> add(String address, Origin origin) {
    String wanted = origin.wanted();
    Attempts attempts = byOrigin.get(origin, key -> new Attempts(time.millis()));
    Attempts.Verdict verdict = attempts.add(time.millis());
    if (verdict.told() > 0) {
      LOG.warn(
          "{} failed to show {}, {} times since this was said last",
          shown(address),
          wanted,
          verdict.told());
    }
    return verdict.pause();
  }

  /** What an address is told that should stay away for so long. */
  static Refusal tooMany(Duration pause) {
    return tooMany(
        pause,
        "Your address sent too many requests without a good API key. One with a good key is"
            + " answered at any time.");
  }

  private static Refusal tooManyPasswords(Duration pause) {
    return tooMany(
        pause,
        "Your address sent too many wrong preview passwords for this environment. Wait before the"
            + " next; runs of what is live are answered at any time.");
  }

  private static Refusal tooMany(Duration pause, String detail) {
    return new Refusal(
        new HttpProblem(429, "too_many_failures", "Too many failed authentications", detail)
            .retryAfter(pause.plusMillis(999)));
  }

  private void count(Reason reason, int failures) {
    meters
        .counter("sluice.authentication.failures", "reason", reason.name().toLowerCase(Locale.ROOT))
        .increment(failures);
  }

  private static String network(String address) {
    try {
      return InetAddress.ofLiteral(address) instanceof Inet6Address six
          ? HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), 8))
          : address;
    } catch (IllegalArgumentException notAnAddress) {
      return shown(address);
    }
  }

  /** It may come from a header: no line breaks into the log, and nothing endless. */
  private static String shown(String address) {
    String plain = address.replaceAll("[^0-9A-Za-z.:%\\[\\]_-]", "?");
    return plain.length() <= LONGEST_SHOWN ? plain : plain.substring(0, LONGEST_SHOWN);
  }
}
