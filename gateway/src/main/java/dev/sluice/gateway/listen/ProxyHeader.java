package dev.sluice.gateway.listen;

import java.util.Arrays;
import java.util.stream.Collectors;

/** In which headers proxies say who sent a request. */
public enum ProxyHeader {
  /** In {@code Forwarded} (RFC 7239): the others are anybody's. */
  FORWARDED("forwarded"),
  /** In {@code X-Forwarded-For} and {@code X-Forwarded-Proto}: the other is anybody's. */
  X_FORWARDED("x-forwarded"),
  /** In one or both; where they disagree, neither counts. */
  EITHER("either");

  private final String key;

  ProxyHeader(String key) {
    this.key = key;
  }

  /**
   * The one of that name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static ProxyHeader of(String key) {
    return Arrays.stream(values())
        .filter(it -> it.key.equals(key))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "what proxies write is one of %s, not %s"
                    .formatted(
                        Arrays.stream(values()).map(it -> it.key).collect(Collectors.joining(", ")),
                        key)));
  }
}
