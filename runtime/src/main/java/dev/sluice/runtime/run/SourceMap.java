package dev.sluice.runtime.run;

import dev.sluice.runtime.SourcePosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Leads from a spot in a bundle to the author's code (source map, revision 3: ECMA-426). Immutable.
 */
public final class SourceMap {
  private static final JsonMapper JSON = new JsonMapper();

  /** A map that knows nothing. */
  public static final SourceMap EMPTY = new SourceMap(List.of(), List.of());

  private record Spot(int source, int line, int column) {}

  private final List<String> sources;
  private final List<NavigableMap<Integer, Spot>> lines;

  private SourceMap(List<String> sources, List<NavigableMap<Integer, Spot>> lines) {
    this.sources = sources;
    this.lines = lines;
  }

  /** Reads a map; one that can't be read knows nothing. */
  public static SourceMap parse(String json) {
    try {
      JsonNode map = JSON.readTree(json);
      List<String> sources = new ArrayList<>();
      map.path("sources").forEach(source -> sources.add(source.asString("")));
      return new SourceMap(List.copyOf(sources), decode(map.path("mappings").asString("")));
    } catch (JacksonException | IllegalArgumentException e) {
      return EMPTY;
    }
  }

  /**
   * Where the author wrote what is at that spot of the bundle.
   *
   * @param line counted from 1
   * @param column counted from 1
   */
  public Optional<SourcePosition> find(int line, int column) {
    if (line < 1 || line > lines.size()) {
      return Optional.empty();
    }
    return Optional.ofNullable(lines.get(line - 1).floorEntry(column - 1))
        .map(Map.Entry::getValue)
        .filter(spot -> spot.source() >= 0 && spot.source() < sources.size())
        .map(spot ->
            new SourcePosition(sources.get(spot.source()), spot.line() + 1, spot.column() + 1));
  }

  private static List<NavigableMap<Integer, Spot>> decode(String mappings) {
    List<NavigableMap<Integer, Spot>> lines = new ArrayList<>();
    Vlq fields = new Vlq();
    int source = 0;
    int sourceLine = 0;
    int sourceColumn = 0;
    for (String line : mappings.split(";", -1)) {
      NavigableMap<Integer, Spot> spots = new TreeMap<>();
      int column = 0;
      for (String segment : line.isEmpty() ? new String[0] : line.split(",", -1)) {
        fields.begin(segment);
        column += fields.next();
        if (fields.hasNext()) {
          source += fields.next();
          sourceLine += fields.next();
          sourceColumn += fields.next();
          spots.put(column, new Spot(source, sourceLine, sourceColumn));
        }
      }
      lines.add(spots);
    }
    return List.copyOf(lines);
  }
}
