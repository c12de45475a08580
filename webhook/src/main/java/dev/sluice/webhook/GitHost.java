package dev.sluice.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one kind of Git host signs what it sends, and what it calls things. Stateless. */
interface GitHost {
  /**
   * What the headers say of a request; empty if they hold no signature of this kind of host.
   *
   * @param header gives a header's value by its name
   */
  Optional<Delivery> delivery(Function<String, @Nullable String> header);

  /**
   * What a body means. It isn't verified yet: keep none of it but what the message needs.
   *
   * @throws IOException what {@code body} throws
   */
  Message read(Delivery delivery, InputStream body) throws IOException;
}
