package dev.sluice.runtime.fetch;

import dev.sluice.runtime.Sealing;
import dev.sluice.runtime.trace.TraceContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a workflow asked to be sent. */
record FetchRequest(URI target, String method, List<Header> headers, Optional<String> body) {
  /** One header line. */
  record Header(String name, String value) {}

  private static final String TRACEPARENT = "traceparent";
  private static final String TRACESTATE = "tracestate";
  private static final Set<String> TRACE = Set.of(TRACEPARENT, TRACESTATE);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  /** The client's own to set. */
  private static final Set<String> NOT_THEIRS =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "keep-alive",
          "proxy-connection",
          "upgrade",
          "http2-settings",
          "expect",
          "te",
          "trailer",
          "accept-encoding");

  static FetchRequest read(String json) throws Refused {
    JsonNode request = JSON.readTree(json);
    String method = request.path("method").asString().toUpperCase(Locale.ROOT);
    if (!TOKEN.matcher(method).matches() || method.equals("CONNECT")) {
      throw new Refused("The method of a fetch can't be " + method);
    }
    JsonNode body = request.path("body");
    return new FetchRequest(
        Target.read(request.path("url").asString()),
        method,
        headers(request.path("headers")),
        body.isString() ? Optional.of(body.asString()) : Optional.empty());
  }

  static FetchRequest get(String url) throws Refused {
    return new FetchRequest(Target.read(url), "GET", List.of(), Optional.empty());
  }

  /** The same, with its body closed by that seal; where there's none, an empty text is sealed. */
  FetchRequest sealed(Sealing.Seal seal) {
    return new FetchRequest(target, method, headers, Optional.of(seal.close(body.orElse(""))));
  }

  /**
   * The same, carrying that on; unless it says itself what it is a part of, as a workflow may that
   * follows its requests by its own means.
   */
  FetchRequest carrying(TraceContext context) {
    if (headers.stream().anyMatch(it -> TRACE.contains(it.name().toLowerCase(Locale.ROOT)))) {
      return this;
    }
    List<Header> all = new ArrayList<>(headers);
    all.add(new Header(TRACEPARENT, context.traceparent()));
    if (!context.tracestate().isEmpty()) {
      all.add(new Header(TRACESTATE, context.tracestate()));
    }
    return new FetchRequest(target, method, List.copyOf(all), body);
  }

  private static List<Header> headers(JsonNode pairs) throws Refused {
    List<Header> headers = new ArrayList<>();
    for (JsonNode pair : pairs) {
      String name = pair.path(0).asString();
      String value = pair.path(1).asString();
      if (!TOKEN.matcher(name).matches() || value.chars().anyMatch(FetchRequest::isForbidden)) {
        throw new Refused("The header " + name + " can't be sent: a name or value HTTP forbids");
      }
      if (!NOT_THEIRS.contains(name.toLowerCase(Locale.ROOT))) {
        headers.add(new Header(name, value));
      }
    }
    return List.copyOf(headers);
  }

  private static boolean isForbidden(int character) {
    return (character < ' ' && character != '\t') || character == 0x7f;
  }

  /** Method, host and path, for a log: a query or a user name may hold secrets. */
  String shown() {
    String port = target.getPort() == -1 ? "" : ":" + target.getPort();
    return method + " " + target.getHost() + port + target.getRawPath();
  }
}
