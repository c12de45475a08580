package dev.sluice.gateway.http;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists as the API gives them: {@code {"items":[…],"next":…}}, by {@code limit} and {@code after}.
 */
public final class Paging {
  private static final int DEFAULT_LIMIT = 50;

  private Paging() {}

  /**
   * The part of a list that was asked for.
   *
   * @throws Refusal 400 if {@code limit} isn't a number in range
   */
  public static PageRequest request(Context ctx) {
    return new PageRequest(limit(ctx), Optional.ofNullable(ctx.queryParam("after")));
  }

  private static int limit(Context ctx) {
    String text = ctx.queryParam("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (text.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
        return limit;
      }
    }
    throw Refusal.badRequest(
        "invalid_limit", "`limit` must be a whole number from 1 to " + PageRequest.MAX_LIMIT + ".");
  }

  /**
   * Answers with the page that was asked for.
   *
   * @param read gives the page; an {@link IllegalArgumentException} means that {@code after} names
   *     no place in the list
   */
  public static <T> void list(
      Context ctx, Function<PageRequest, Page<T>> read, Function<T, ?> view) {
    PageRequest request = request(ctx);
    Page<T> page;
    try {
      page = read.apply(request);
    } catch (IllegalArgumentException e) {
      throw noSuchPlace();
    }
    answer(ctx, page, view);
  }

  /** The page of a whole list that was asked for; {@code id} is what {@code after} names. */
  public static <T> Page<T> slice(List<T> all, PageRequest request, Function<T, String> id) {
    int from = request.after().map(after -> indexAfter(all, after, id)).orElse(0);
    int to = Math.min(all.size(), from + request.limit());
    Optional<String> next =
        to < all.size() ? Optional.of(id.apply(all.get(to - 1))) : Optional.empty();
    return new Page<>(all.subList(from, to), next);
  }

  private static <T> int indexAfter(List<T> all, String after, Function<T, String> id) {
    for (int i = 0; i < all.size(); i++) {
      if (id.apply(all.get(i)).equals(after)) {
        return i + 1;
      }
    }
    throw noSuchPlace();
  }

  private static Refusal noSuchPlace() {
    return Refusal.badRequest(
        "invalid_after", "`after` must be the `next` of the page before, in the same list.");
  }

  /** Answers with a page, each item as {@code view} shows it. */
  public static <T> void answer(Context ctx, Page<T> page, Function<T, ?> view) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("items", page.items().stream().map(view).toList());
    body.put("next", page.next());
    Answers.json(ctx, 200, body);
  }
}
