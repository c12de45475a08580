package dev.sluice.syncworker.dependencies;

import dev.sluice.registry.Secret;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where packages come from.
 *
 * @param address empty for the npm client's own default
 * @param token what it is shown, and nobody else
 */
public record PackageRegistry(Optional<URI> address, Optional<Secret> token) {
  /** The npm client's own, which is shown nothing. */
  public static final PackageRegistry USUAL =
      new PackageRegistry(Optional.empty(), Optional.empty());

  private static final Set<String> SCHEMES = Set.of("http", "https");

  /**
   * @throws IllegalArgumentException if that is no registry, or one that mustn't be shown a token
   */
  public PackageRegistry {
    if (address.filter(it -> !isWebAddress(it)).isPresent()) {
      throw new IllegalArgumentException(
          "--npm-registry is an http: or https: address of a registry, without a user or password");
    }
    if (token.isPresent() && address.isEmpty()) {
      throw new IllegalArgumentException(
          "a token for packages is of use with --npm-registry only, to which alone it is shown");
    }
    if (token.map(Secret::reveal).filter(it -> !it.matches("[\\x21-\\x7e]{1,8192}")).isPresent()) {
      throw new IllegalArgumentException(
          "the token for packages is one word of ASCII characters, as the registry gave it");
    }
  }

  private static boolean isWebAddress(URI given) {
    return SCHEMES.contains(given.getScheme())
        && given.getHost() != null
        && given.getUserInfo() == null;
  }

  /** The one at that address, which is shown nothing. */
  public static PackageRegistry at(URI address) {
    return new PackageRegistry(Optional.of(address), Optional.empty());
  }
}
