package dev.sluice.gateway.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.URIUtil;

/** A route's path with parameters in it, such as {@code /a/{b}/c}. Immutable. */
final class PathTemplate {
  private final List<String> segments;

  PathTemplate(String template) {
    segments = List.of(template.substring(1).split("/"));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }

  /** What stands in that path in place of the parameters, in order, if it is such a path. */
  Optional<List<String>> match(String path) {
    List<String> parameters = new ArrayList<>(2);
    int at = 0;
    for (String segment : segments) {
      int end = end(path, at + 1);
      if (end <= at + 1 || path.charAt(at) != '/' || !matches(segment, path, at + 1, end)) {
        return Optional.empty();
      }
      if (isParameter(segment)) {
        parameters.add(decode(path.substring(at + 1, end)));
      }
      at = end;
    }
    // As Javalin's router, which doesn't mind one more slash.
    boolean whole = at == path.length() || at == path.length() - 1;
    return whole ? Optional.of(parameters) : Optional.empty();
  }

  private static int end(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  private static boolean matches(String segment, String path, int from, int end) {
    return isParameter(segment)
        || (segment.length() == end - from && path.startsWith(segment, from));
  }

  private static String decode(String text) {
    return text.indexOf('%') < 0 ? text : URIUtil.decodePath(text);
  }
}
