package dev.sluice.registry.trust;

import java.time.Instant;
import java.util.List;

/** A commit's one signature. */
sealed interface CommitSignature permits SshSignature, PgpSignature {
  /**
   * Who of those signed the payload.
   *
   * @throws RefusedException if nobody did, or not well enough
   */
  Signer signer(List<Signer> listed, byte[] payload, Instant now) throws RefusedException;

  /**
   * The signature in {@code text}, which is bounded.
   *
   * @throws RefusedException if it can't be read as one
   */
  static CommitSignature parse(String text) throws RefusedException {
    if (text.startsWith(SshSignature.ARMOR.begin())) {
      return SshSignature.parse(text);
    }
    if (text.startsWith(PgpSignature.ARMOR.begin())) {
      return PgpSignature.parse(text);
    }
    if (text.startsWith("-----BEGIN SIGNED MESSAGE-----")) {
      throw RefusedException.bad("it is an X.509 one, and only SSH's and OpenPGP's are taken");
    }
    throw RefusedException.bad("it is neither an SSH nor an OpenPGP signature");
  }
}
