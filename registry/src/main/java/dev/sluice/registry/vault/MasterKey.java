package dev.sluice.registry.vault;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/** The 32 bytes everything at rest is encrypted under. Never shows itself. */
public final class MasterKey {
  /** The environment variable that holds the key, in base64 or base64url. */
  public static final String VARIABLE = "SLUICE_MASTER_KEY";

  static final int BYTES = 32;

  private final byte[] bytes;

  MasterKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a master key has " + BYTES + " bytes");
    }
    this.bytes = bytes.clone();
  }

  /**
   * The key in {@value #VARIABLE} or the file that {@value #VARIABLE}{@code _FILE} names, or else
   * the one in the data directory's {@code master.key}, which is made on the very first start.
   *
   * @param variables the process's environment variables
   * @param databaseExists whether something may be encrypted already: then no key is made
   * @throws MasterKeyException if there's none, or it can't be read
   */
  public static MasterKey load(
      Map<String, String> variables, Path dataDirectory, boolean databaseExists) {
    return KeyVariable.read(VARIABLE, variables)
        .orElseGet(() -> KeyFile.in(dataDirectory).load(databaseExists));
  }

  /**
   * The key in {@code text}: 32 bytes in base64 or base64url, padded or not.
   *
   * @param source what the error names: where the text came from
   */
  public static MasterKey parse(String text, String source) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip().replace('-', '+').replace('_', '/'));
    } catch (IllegalArgumentException notBase64) {
      // Not the cause: its message would quote a character of the key.
      throw unusable(source, "isn't base64");
    }
    if (bytes.length != BYTES) {
      throw unusable(source, "holds " + bytes.length + " bytes");
    }
    return new MasterKey(bytes);
  }

  private static MasterKeyException unusable(String source, String why) {
    return new MasterKeyException(
        source
            + " must hold 32 random bytes in base64 or base64url, but "
            + why
            + ". Set the key this data was made with; for new data, make one with: openssl rand"
            + " -base64 32");
  }

  /** A copy of the bytes. */
  byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public String toString() {
    return "***";
  }
}
