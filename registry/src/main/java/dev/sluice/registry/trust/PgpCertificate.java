package dev.sluice.registry.trust;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/** An OpenPGP public key with its subkeys. */
final class PgpCertificate {
  private static final Armor ARMOR = new Armor("PGP PUBLIC KEY BLOCK");
  static final String BEGIN = ARMOR.begin();

  private static final int MOST_REASONS = 3;

  private final PGPPublicKeyRing ring;

  private PgpCertificate(PGPPublicKeyRing ring) {
    this.ring = ring;
  }

  /**
   * @throws IllegalArgumentException if there isn't just one in {@code armored}
   */
  static PgpCertificate read(String armored) {
    PgpPackets packets = PgpPackets.read(ARMOR, armored);
    int keys = packets.count(PgpPackets.PRIMARY_KEY);
    if (keys != 1) {
      throw new IllegalArgumentException(
          "there are %d public keys in it; list each on its own".formatted(keys));
    }
    try {
      return new PgpCertificate(
          new PGPPublicKeyRing(packets.bytes(), new BcKeyFingerprintCalculator()));
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("the OpenPGP key can't be read", e);
    }
  }

  /**
   * @throws IllegalArgumentException if nothing in it can sign now: a sentence's beginning
   */
  SignerKey describe(String text, Instant now) {
    List<Optional<Instant>> ends = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (PGPPublicKey key : ring) {
      try {
        Optional<Instant> end = end(key, now);
        requireNotEnded(end, now);
        ends.add(end);
      } catch (IllegalArgumentException e) {
        reasons.add(fingerprint(key) + ": " + e.getMessage());
      }
    }
    if (ends.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing in this OpenPGP key can sign: "
              + String.join("; ", reasons.subList(0, Math.min(reasons.size(), MOST_REASONS))));
    }
    return new SignerKey(
        SignerKey.Kind.OPENPGP,
        text,
        fingerprint(ring.getPublicKey()),
        Optional.of(ring.getPublicKey().getCreationTime().toInstant()),
        last(ends));
  }

  private static Optional<Instant> last(List<Optional<Instant>> ends) {
    return ends.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : ends.stream().flatMap(Optional::stream).max(Instant::compareTo);
  }

  /** The keys in it that someone could mean. */
  List<PGPPublicKey> keys(Predicate<PGPPublicKey> meant) {
    List<PGPPublicKey> keys = new ArrayList<>();
    ring.forEach(key -> {
      if (meant.test(key)) {
        keys.add(key);
      }
    });
    return keys;
  }

  /**
   * @throws IllegalArgumentException if that key of it couldn't sign then, or can't now: a clause
   */
  void requireSigner(PGPPublicKey key, Instant then, Instant now) {
    Optional<Instant> end = end(key, now);
    requireNotEnded(end, now);
    if (then.isBefore(key.getCreationTime().toInstant())) {
      throw new IllegalArgumentException("it was made after the signature");
    }
  }

  private static void requireNotEnded(Optional<Instant> end, Instant now) {
    end.filter(it -> !it.isAfter(now))
        .ifPresent(it -> {
          throw new IllegalArgumentException("it expired at " + it);
        });
  }

  /** Until when a key of it may sign; empty for ever. */
  private Optional<Instant> end(PGPPublicKey key, Instant now) {
    PgpBindings bindings = new PgpBindings(ring.getPublicKey(), now);
    Optional<Instant> end = bindings.endOfPrimary();
    if (key.isMasterKey()) {
      bindings.requireSigningPrimary();
      return end;
    }
    return earlier(end, bindings.endOfSigning(key));
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
  }

  static String fingerprint(PGPPublicKey key) {
    return HexFormat.of().formatHex(key.getFingerprint()).toUpperCase(Locale.ROOT);
  }
}
