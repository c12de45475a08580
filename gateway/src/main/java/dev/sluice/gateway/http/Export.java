package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole list, read page by page and written as it is read: one item in memory, not all of them.
 * If it can't be finished the connection breaks off, so that nobody takes a part for the whole.
 */
final class Export {
  static final String CONTENT_TYPE = "application/x-ndjson";

  private static final Logger LOG = LoggerFactory.getLogger(Export.class);

  private Export() {}

  /** Whether the caller accepts it. */
  static boolean isAsked(Context ctx) {
    String accepted = ctx.header("Accept");
    return accepted != null
        && Arrays.stream(accepted.split(",", -1))
            .map(type -> type.split(";", -1)[0].strip())
            .anyMatch(CONTENT_TYPE::equalsIgnoreCase);
  }

  /** Answers with all of the list. */
  static <T> void write(Context ctx, Function<PageRequest, Page<T>> read, Function<T, ?> view) {
    // What fails here is still told as a problem: nothing is written yet.
    Page<T> first = read.apply(PageRequest.first(PageRequest.MAX_LIMIT));
    Answers.prepare(ctx).status(200).contentType(CONTENT_TYPE);
    try {
      write(ctx.res().getOutputStream(), first, read, view);
    } catch (IOException | RuntimeException e) {
      LOG.warn("{} {}: the export broke off: {}", ctx.method(), ctx.path(), e.toString());
      ServletContextRequest.getServletContextRequest(ctx.req())
          .getConnectionMetaData()
          .getConnection()
          .getEndPoint()
          .close();
    }
  }

  private static <T> void write(
      OutputStream out, Page<T> first, Function<PageRequest, Page<T>> read, Function<T, ?> view)
      throws IOException {
    Page<T> page = first;
    while (true) {
      for (T item : page.items()) {
        out.write((Json.write(view.apply(item)) + '\n').getBytes(UTF_8));
      }
      Optional<String> next = page.next();
      if (next.isEmpty()) {
        return;
      }
      page = read.apply(new PageRequest(PageRequest.MAX_LIMIT, next));
    }
  }
}
