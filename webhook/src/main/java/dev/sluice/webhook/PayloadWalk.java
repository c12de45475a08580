package dev.sluice.webhook;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One way through one JSON document. Where nothing inside is wanted it doesn't go in, so it goes no
 * deeper than the paths that are. Not thread-safe.
 */
final class PayloadWalk {
  private final JsonParser parser;
  private final PayloadReader reader;
  private final Consumer<Payload> taker;
  private final Map<String, String> members = new HashMap<>();

  PayloadWalk(JsonParser parser, PayloadReader reader, Consumer<Payload> taker) {
    this.parser = parser;
    this.reader = reader;
    this.taker = taker;
  }

  /** Reads the value at which the parser stands. */
  void value(String path) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT && reader.leadsOn(path)) {
      object(path);
    } else if (token == JsonToken.START_ARRAY && reader.leadsOn(path + "[]")) {
      array(path + "[]");
    } else if (token != null && token.isScalarValue() && reader.wants(path)) {
      keep(path, token);
    } else {
      parser.skipChildren();
    }
  }

  private void object(String path) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      // A name with a dot in it could pose as a path.
      value(name.indexOf('.') >= 0 ? "." : path.isEmpty() ? name : path + "." + name);
    }
    if (reader.handsOver(path)) {
      taker.accept(new Payload(members));
      members.clear();
    }
  }

  private void array(String path) {
    for (JsonToken next = parser.nextToken();
        next != null && next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      value(path);
    }
  }

  private void keep(String path, JsonToken token) {
    if (token == JsonToken.VALUE_NULL) {
      members.remove(path);
    } else {
      members.put(path, parser.getString());
    }
  }
}
