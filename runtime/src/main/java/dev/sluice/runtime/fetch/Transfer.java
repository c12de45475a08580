package dev.sluice.runtime.fetch;

import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;

/** Sends one run's requests through its environment's outlet. Belongs to the run's thread. */
final class Transfer {
  private final Queue<Exchange> sent = new ConcurrentLinkedQueue<>();
  private final Clients clients;
  private final Clients.Place place;

  Transfer(Clients clients, Clients.Place place) {
    this.clients = clients;
    this.place = place;
  }

  /**
   * Sends it.
   *
   * @throws Refused if the request may not be made
   */
  void send(FetchRequest request, Exchange exchange) throws Refused {
    place.reach().check(request.target(), exchange.declared());
    sent.add(exchange);
    clients.send(place, message(request), exchange);
  }

  private static SimpleHttpRequest message(FetchRequest request) {
    SimpleRequestBuilder message =
        SimpleRequestBuilder.create(request.method()).setUri(request.target());
    request.headers().forEach(header -> message.addHeader(header.name(), header.value()));
    request.body().ifPresent(body -> message.setBody(body, contentType(message)));
    return message.build();
  }

  private static ContentType contentType(SimpleRequestBuilder message) {
    Header named = message.getFirstHeader("content-type");
    ContentType type =
        named == null ? ContentType.TEXT_PLAIN : ContentType.parseLenient(named.getValue());
    return type.getCharset() == null ? type.withCharset(StandardCharsets.UTF_8) : type;
  }

  /** Gives up what is under way. */
  void end() {
    sent.forEach(exchange -> exchange.giveUp("the run ended"));
  }
}
