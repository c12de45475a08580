package dev.sluice.gateway.http;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lists as the API gives them: {@code {"items":[…],"next":…}}, by {@code limit} and {@code after};
 * or all of it, an item a line, to whoever accepts {@value Export#CONTENT_TYPE}.
 */
public final class Paging {
  private static final int DEFAULT_LIMIT = 50;
  private static final List<String> PARAMETERS = List.of("limit", "after");

  private Paging() {}

  /**
   * The parameters of a list.
   *
   * @param filters those it has beside {@code limit} and {@code after}
   * @throws Refusal 400 for others
   */
  public static Query query(Context ctx, String... filters) {
    List<String> known = new ArrayList<>(List.of(filters));
    if (!Export.isAsked(ctx)) {
      known.addAll(PARAMETERS);
    }
    return Query.of(ctx, known);
  }

  /** Whether the caller asks for the whole list. */
  public static boolean isExport(Context ctx) {
    return Export.isAsked(ctx);
  }

  /** Answers with a list that has no filters. */
  public static <T> void list(
      Context ctx, Function<PageRequest, Page<T>> read, Function<T, ?> view) {
    list(ctx, query(ctx), read, view, Map.of());
  }

  /**
   * Answers with the page that was asked for, or with all of them.
   *
   * @param read gives the page; an {@link IllegalArgumentException} means that {@code after} names
   *     no place in the list
   * @param beside what else the object holds
   */
  public static <T> void list(
      Context ctx,
      Query query,
      Function<PageRequest, Page<T>> read,
      Function<T, ?> view,
      Map<String, ?> beside) {
    if (Export.isAsked(ctx)) {
      Export.write(ctx, read, view);
      return;
    }
    PageRequest request = request(query);
    Page<T> page;
    try {
      page = read.apply(request);
    } catch (IllegalArgumentException e) {
      throw noSuchPlace();
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("items", page.items().stream().map(view).toList());
    body.put("next", page.next());
    body.putAll(beside);
    Answers.json(ctx, 200, body);
  }

  private static PageRequest request(Query query) {
    return new PageRequest(limit(query), query.text("after"));
  }

  private static int limit(Query query) {
    Optional<String> text = query.text("limit");
    if (text.isEmpty()) {
      return DEFAULT_LIMIT;
    }
    if (text.get().matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(text.get());
      if (limit >= 1 && limit <= PageRequest.MAX_LIMIT) {
        return limit;
      }
    }
    throw Refusal.badRequest(
        "invalid_limit", "`limit` must be a whole number from 1 to " + PageRequest.MAX_LIMIT + ".");
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
}
