package dev.sluice.registry.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.sluice.registry.RegistryException;
import dev.sluice.registry.Secret;
import java.security.GeneralSecurityException;

/**
 * Seals and opens secrets: AES-256-GCM under the master key, each bound to what it is. Makes blind
 * indexes, by which a value can be found that isn't stored. Thread-safe.
 */
public final class Vault {
  private final Aead aead;
  private final BlindIndex blindIndex;

  public Vault(MasterKey key) {
    try {
      aead = aead(key.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java platform lacks AES-256-GCM", e);
    }
    blindIndex = new BlindIndex(key.bytes());
  }

  public byte[] seal(Secret secret, Binding binding) {
    try {
      return aead.encrypt(secret.reveal().getBytes(UTF_8), binding.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the " + binding + " couldn't be encrypted", e);
    }
  }

  /**
   * What was sealed under that very binding.
   *
   * @throws RegistryException if it wasn't, or not under this key, or was altered since
   */
  public Secret open(byte[] sealed, Binding binding) {
    try {
      return new Secret(new String(aead.decrypt(sealed, binding.bytes()), UTF_8));
    } catch (GeneralSecurityException e) {
      throw new RegistryException(
          "The "
              + binding
              + " doesn't open: it was altered, moved from another place, or sealed under another"
              + " master key. Set it again, or restore a backup",
          e);
    }
  }

  /**
   * What stands for the value where it isn't stored: always the same for one value, binding and
   * master key, and nothing that tells the value to whoever lacks the key.
   */
  public byte[] blindIndex(String value, Binding binding) {
    return blindIndex.of(value, binding);
  }

  @AccessesPartialKey
  private static Aead aead(byte[] key) throws GeneralSecurityException {
    AesGcmParameters parameters =
        AesGcmParameters.builder()
            .setKeySizeBytes(key.length)
            .setIvSizeBytes(12)
            .setTagSizeBytes(16)
            .setVariant(AesGcmParameters.Variant.NO_PREFIX)
            .build();
    AesGcmKey aes =
        AesGcmKey.builder()
            .setParameters(parameters)
            .setKeyBytes(SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get()))
            .build();
    return KeysetHandle.newBuilder()
        .addEntry(KeysetHandle.importKey(aes).withRandomId().makePrimary())
        .build()
        .getPrimitive(AeadConfig2026.get(), Aead.class);
  }
}
