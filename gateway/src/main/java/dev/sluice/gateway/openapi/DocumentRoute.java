package dev.sluice.gateway.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.gateway.http.Answers;
import dev.sluice.gateway.http.Sha256;
import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/openapi.json}: the document of all routes, for anyone, as it holds nothing but
 * what every Sluice has. Thread-safe.
 */
public final class DocumentRoute {
  private static final String KEPT = "public, max-age=300";

  private final Supplier<List<Endpoint>> endpoints;

  /** Made when it is first asked for: what makes it isn't to be loaded where nobody asks. */
  private @Nullable Document document;

  private record Document(String json, String tag) {
    static Document of(String json) {
      return new Document(json, "\"" + Sha256.of(json.getBytes(UTF_8)).hex() + "\"");
    }
  }

  /**
   * @param endpoints all that it is to tell of; asked once
   */
  public DocumentRoute(Supplier<List<Endpoint>> endpoints) {
    this.endpoints = endpoints;
  }

  public void register(Api api) {
    api.get(
        "/v1/openapi.json",
        Operation.of("readDocument", "Gives this document.")
            .header("If-None-Match", "The `ETag` that came with the document before")
            .answersAs("application/json")
            .answers(304),
        this::show);
  }

  private void show(Context ctx) {
    Document made = document();
    Answers.prepare(ctx).header("Cache-Control", KEPT).header("ETag", made.tag());
    if (made.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
    } else {
      ctx.contentType("application/json").result(made.json());
    }
  }

  private synchronized Document document() {
    Document made = document;
    if (made == null) {
      made = Document.of(OpenApiDocument.of(endpoints.get()));
      document = made;
    }
    return made;
  }
}
