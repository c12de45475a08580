package dev.sluice.webhook;

import dev.sluice.registry.environment.GitHostKind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** How one kind of Git host signs what it sends, and what it calls things. Stateless. */
interface GitHost {
  /** Whether such a host sent a request with these headers; whether it did so truly is unknown. */
  boolean sends(Headers headers);

  /** What the headers say of a request such a host sent; empty if they hold no proof. */
  Optional<Delivery> delivery(Headers headers);

  /** Where it writes the delivery's id, for whoever has to look for it. */
  String idHeader();

  /** What it is, where that is known. */
  Optional<GitHostKind> kind();

  /** Whether a request without a proof only tries whether anyone is there. */
  default boolean isUnsignedTest(Headers headers) {
    return false;
  }

  /** What of a request's body its proof is about. */
  default InputStream signed(Delivery delivery, InputStream body) {
    return body;
  }

  /**
   * What the signed part of a body means. It isn't verified yet: keep none of it but what the
   * message needs.
   *
   * @param ref the one ref that counts, if the message is of several
   * @throws UnreadablePayloadException if it's nothing that such a host sends
   * @throws IOException what {@code signed} throws
   */
  Message read(Delivery delivery, InputStream signed, String ref) throws IOException;
}
