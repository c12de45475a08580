package dev.sluice.registry.trust;

import java.time.Duration;
import org.bouncycastle.bcpg.HashAlgorithmTags;

/**
 * What the owner of an OpenPGP key says of it.
 *
 * @param primaryLasts from its making on; zero for ever
 * @param subkeyVouches whether it has signed the primary key
 * @param selfHash what the primary key's signature over itself is made with
 */
record PgpShape(
    boolean primarySigns,
    Duration primaryLasts,
    boolean primaryRevoked,
    boolean subkeySigns,
    Duration subkeyLasts,
    boolean subkeyRevoked,
    boolean subkeyVouches,
    int selfHash) {
  /** Both sign, and last. */
  static final PgpShape USUAL =
      new PgpShape(
          true, Duration.ZERO, false, true, Duration.ZERO, false, true, HashAlgorithmTags.SHA256);

  PgpShape primarySigning(boolean signs) {
    return new PgpShape(
        signs,
        primaryLasts,
        primaryRevoked,
        subkeySigns,
        subkeyLasts,
        subkeyRevoked,
        subkeyVouches,
        selfHash);
  }

  PgpShape primary(Duration lasts, boolean revoked) {
    return new PgpShape(
        primarySigns,
        lasts,
        revoked,
        subkeySigns,
        subkeyLasts,
        subkeyRevoked,
        subkeyVouches,
        selfHash);
  }

  PgpShape subkey(boolean signs, boolean vouches) {
    return new PgpShape(
        primarySigns,
        primaryLasts,
        primaryRevoked,
        signs,
        subkeyLasts,
        subkeyRevoked,
        vouches,
        selfHash);
  }

  PgpShape subkey(Duration lasts, boolean revoked) {
    return new PgpShape(
        primarySigns,
        primaryLasts,
        primaryRevoked,
        subkeySigns,
        lasts,
        revoked,
        subkeyVouches,
        selfHash);
  }

  PgpShape signedWith(int hash) {
    return new PgpShape(
        primarySigns,
        primaryLasts,
        primaryRevoked,
        subkeySigns,
        subkeyLasts,
        subkeyRevoked,
        subkeyVouches,
        hash);
  }
}
