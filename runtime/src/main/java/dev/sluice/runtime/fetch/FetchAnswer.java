package dev.sluice.runtime.fetch;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What came back, as the realm's half of {@code kinde.fetch} reads it. */
final class FetchAnswer {
  private static final JsonMapper JSON = new JsonMapper();

  private FetchAnswer() {}

  /**
   * @param code how the run fails, if it does
   */
  static String error(String message, Optional<String> code) {
    ObjectNode answer = JSON.createObjectNode().put("error", message);
    code.ifPresent(name -> answer.put("code", name));
    return answer.toString();
  }

  static String response(HttpResponse response, @Nullable ContentType type, byte[] body) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("status", response.getCode());
    answer.put("reason", response.getReasonPhrase());
    ObjectNode headers = answer.putObject("headers");
    for (Header header : response.getHeaders()) {
      String name = header.getName().toLowerCase(Locale.ROOT);
      String before = headers.path(name).asString("");
      headers.put(name, before.isEmpty() ? header.getValue() : before + ", " + header.getValue());
    }
    answer.put("body", new String(body, charset(type)));
    return answer.toString();
  }

  private static Charset charset(@Nullable ContentType type) {
    @Nullable Charset named = type == null ? null : type.getCharset();
    return named == null ? StandardCharsets.UTF_8 : named;
  }
}
