package dev.sluice.registry.trust;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** A signature as {@code ssh-keygen -Y sign} makes it (OpenSSH's PROTOCOL.sshsig). */
final class SshSignature implements CommitSignature {
  static final Armor ARMOR = new Armor("SSH SIGNATURE");

  private static final byte[] MAGIC = "SSHSIG".getBytes(StandardCharsets.US_ASCII);
  private static final int VERSION = 1;
  private static final String NAMESPACE = "git";

  /** The public key it says it's by. */
  private final byte[] key;

  private final String hash;
  private final String algorithm;
  private final byte[] signature;

  /**
   * @param inner the algorithm and what came of it
   */
  private SshSignature(byte[] key, String hash, SshWire inner) {
    this.key = key;
    this.hash = hash;
    this.algorithm = inner.text();
    this.signature = inner.string();
    inner.end();
  }

  static SshSignature parse(String text) throws RefusedException {
    try {
      String base64 = ARMOR.inside(text).replaceAll("[\\r\\n]", "");
      return read(new SshWire(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException e) {
      throw RefusedException.bad("it can't be read: " + e.getMessage());
    }
  }

  private static SshSignature read(SshWire wire) throws RefusedException {
    if (!Arrays.equals(wire.raw(MAGIC.length), MAGIC) || wire.number() != VERSION) {
      throw RefusedException.bad("it isn't of the version of SSH signatures that is known");
    }
    byte[] key = wire.string();
    String namespace = wire.text();
    if (!namespace.equals(NAMESPACE)) {
      throw RefusedException.bad("it was made for something else than Git");
    }
    if (wire.string().length != 0) {
      throw RefusedException.bad("it has something in a field that must be empty");
    }
    String hash = wire.text();
    SshSignature signature = new SshSignature(key, hash, new SshWire(wire.string()));
    wire.end();
    return signature;
  }

  @Override
  public Signer signer(List<Signer> listed, byte[] payload, Instant now) throws RefusedException {
    for (Signer signer : listed) {
      if (signer.key().kind() == SignerKey.Kind.SSH) {
        SshListedKey candidate = SshListedKey.read(signer.key().text());
        if (candidate.is(key)) {
          check(candidate.key(), payload);
          return signer;
        }
      }
    }
    throw stranger();
  }

  private void check(SshKey by, byte[] payload) throws RefusedException {
    try {
      if (by.verifies(algorithm, signature, signed(payload))) {
        return;
      }
    } catch (IllegalArgumentException e) {
      throw RefusedException.bad("it can't be checked: " + e.getMessage());
    }
    throw RefusedException.bad("it was made over something else than this commit");
  }

  private byte[] signed(byte[] payload) {
    String digest =
        switch (hash) {
          case "sha256" -> "SHA-256";
          case "sha512" -> "SHA-512";
          default -> throw new IllegalArgumentException("its hash is neither sha256 nor sha512");
        };
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes(MAGIC);
    put(signed, NAMESPACE.getBytes(StandardCharsets.US_ASCII));
    put(signed, new byte[0]);
    put(signed, hash.getBytes(StandardCharsets.US_ASCII));
    put(signed, SshListedKey.digest(digest, payload));
    return signed.toByteArray();
  }

  private static void put(ByteArrayOutputStream to, byte[] string) {
    to.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(string.length).array());
    to.writeBytes(string);
  }

  /** Certificates name an authority, which isn't listed: only the key itself can be. */
  private RefusedException stranger() {
    String type = typeOf(key);
    if (type.contains("-cert-")) {
      return RefusedException.bad(
          "it was made with an SSH certificate, and only listed keys count");
    }
    return new RefusedException(
        new Verdict.Stranger(SignerKey.Kind.SSH.label() + " key " + SshListedKey.fingerprint(key)));
  }

  private static String typeOf(byte[] key) {
    try {
      return new SshWire(key).text();
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
