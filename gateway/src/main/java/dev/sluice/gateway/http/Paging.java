package dev.sluice.gateway.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sluice.registry.Page;
import dev.sluice.registry.PageRequest;
import dev.sluice.registry.UnknownPlaceException;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
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
   * @param read gives the page
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
    } catch (UnknownPlaceException e) {
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

  /**
   * The page of a whole list that was asked for. It goes on behind a name, whatever has it by now.
   *
   * @param name by which the list is ordered, and that no two items share
   * @throws UnknownPlaceException if the page is to be after what is no place
   */
  public static <T> Page<T> slice(
      Collection<T> all, PageRequest request, Function<T, String> name, Comparator<String> order) {
    Optional<String> after = request.after().map(Paging::name);
    List<T> rest =
        all.stream()
            .sorted(Comparator.comparing(name, order))
            .filter(it -> after.isEmpty() || order.compare(name.apply(it), after.get()) > 0)
            .toList();
    if (rest.size() <= request.limit()) {
      return new Page<>(rest, Optional.empty());
    }
    List<T> items = rest.subList(0, request.limit());
    return new Page<>(items, Optional.of(place(name.apply(items.getLast()))));
  }

  /** Nothing that anyone would write by hand, as a name may be anything. */
  private static String place(String name) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(UTF_8));
  }

  private static String name(String place) {
    try {
      return new String(Base64.getUrlDecoder().decode(place), UTF_8);
    } catch (IllegalArgumentException e) {
      throw new UnknownPlaceException();
    }
  }

  private static Refusal noSuchPlace() {
    return Refusal.badRequest(
        "invalid_after", "`after` must be the `next` of the page before, in the same list.");
  }
}
