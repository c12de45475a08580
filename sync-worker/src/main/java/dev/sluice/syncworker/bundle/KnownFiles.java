package dev.sluice.syncworker.bundle;

import dev.sluice.syncworker.fetch.Lookup;
import dev.sluice.syncworker.fetch.RecordedSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the bundler is told of a commit's files before it asks: each question would be a way there
 * and back. What it then doesn't need isn't counted among what a workflow was built from.
 */
record KnownFiles(List<Lookup.Found> files, List<String> absent) {
  /** In characters, about; what is more is asked for. */
  private static final int MOST = 4 * 1024 * 1024;

  KnownFiles {
    files = List.copyOf(files);
    absent = List.copyOf(absent);
  }

  /** Of those paths, as many as may be. */
  static KnownFiles of(Set<String> paths, RecordedSource source) {
    List<Lookup.Found> files = new ArrayList<>();
    List<String> absent = new ArrayList<>();
    long characters = 0;
    for (String path : paths.stream().sorted().toList()) {
      if (characters > MOST) {
        break;
      }
      characters += path.length();
      switch (source.glimpse(path).orElse(null)) {
        case null -> {}
        case Lookup.Found file -> {
          characters += file.text().length();
          files.add(file);
        }
        case Lookup.Absent _ -> absent.add(path);
        case Lookup.Unread _ -> {}
      }
    }
    return new KnownFiles(files, absent);
  }

  ObjectNode toJson() {
    ObjectNode known = JsonMapper.shared().createObjectNode();
    ArrayNode texts = known.putArray("files");
    files.forEach(it -> texts.addObject().put("path", it.path()).put("text", it.text()));
    ArrayNode none = known.putArray("absent");
    absent.forEach(none::add);
    return known;
  }
}
