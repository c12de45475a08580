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
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Seals and opens secrets: AES-256-GCM under the master key, each bound to what it is. Makes blind
 * indexes, by which a value can be found that isn't stored. While the master key is rotated it
 * opens with either key, and seals with that of the two that was last seen in use. Thread-safe.
 */
public final class Vault {
  /** A master key, made ready. */
  private record Seal(MasterKey key, Aead aead) {
    static Seal of(MasterKey key) {
      try {
        return new Seal(key, Vault.aead(key.bytes()));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("this Java platform lacks AES-256-GCM", e);
      }
    }
  }

  private final List<Seal> seals;
  private volatile Seal used;
  private volatile BlindIndex blindIndex;

  public Vault(MasterKey key) {
    this(MasterKeys.of(key));
  }

  /** One that seals with the current key until {@link #recognize} sees the next one in use. */
  public Vault(MasterKeys keys) {
    seals = Stream.concat(Stream.of(keys.current()), keys.next().stream()).map(Seal::of).toList();
    used = seals.getFirst();
    blindIndex = BlindIndex.of(keys.current());
  }

  public byte[] seal(Secret secret, Binding binding) {
    try {
      return used.aead().encrypt(secret.reveal().getBytes(UTF_8), binding.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the " + binding + " couldn't be encrypted", e);
    }
  }

  /**
   * Seals with the key from now on that opens this.
   *
   * @throws RegistryException if none does
   */
  public void recognize(byte[] sealed, Binding binding) {
    used =
        seals.stream()
            .filter(seal -> opened(seal, sealed, binding).isPresent())
            .findFirst()
            .orElseThrow(() -> closed(binding));
  }

  /**
   * Makes blind indexes with that key from now on; without one, with the one that belongs to the
   * master key in use.
   *
   * @param sealed as {@link #indexKeyFor} made it
   */
  public void useIndexKey(Optional<byte[]> sealed) {
    blindIndex =
        sealed
            .map(it -> Base64.getDecoder().decode(open(it, Binding.INDEX_KEY).reveal()))
            .map(BlindIndex::new)
            .orElseGet(() -> BlindIndex.of(used.key()));
  }

  /** The key that this makes blind indexes with, sealed by the other. */
  public byte[] indexKeyFor(Vault other) {
    String key = Base64.getEncoder().encodeToString(blindIndex.key());
    return other.seal(new Secret(key), Binding.INDEX_KEY);
  }

  /**
   * What was sealed under that very binding.
   *
   * @throws RegistryException if it wasn't, or not under this key, or was altered since
   */
  public Secret open(byte[] sealed, Binding binding) {
    return Stream.concat(Stream.of(used), seals.stream())
        .distinct()
        .flatMap(seal -> opened(seal, sealed, binding).stream())
        .findFirst()
        .orElseThrow(() -> closed(binding));
  }

  /** Whether it was sealed under that very binding with a key that is here. */
  public boolean opens(byte[] sealed, Binding binding) {
    return seals.stream().anyMatch(seal -> opened(seal, sealed, binding).isPresent());
  }

  private static Optional<Secret> opened(Seal seal, byte[] sealed, Binding binding) {
    try {
      return Optional.of(
          new Secret(new String(seal.aead().decrypt(sealed, binding.bytes()), UTF_8)));
    } catch (GeneralSecurityException notUnderThisKey) {
      return Optional.empty();
    }
  }

  private static RegistryException closed(Binding binding) {
    return new RegistryException(
        "The "
            + binding
            + " doesn't open: it was altered, moved from another place, or sealed under another"
            + " master key. Set it again, or restore a backup");
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
