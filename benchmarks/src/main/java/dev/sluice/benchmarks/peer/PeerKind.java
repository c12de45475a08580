package dev.sluice.benchmarks.peer;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The servers that Sluice is measured beside, in the order of the table. */
public enum PeerKind {
  JAVALIN("plain Javalin echo"),
  WORKERD("workerd, shared state"),
  NODE_SHARED("Node http, shared state"),
  NODE_VM("Node http, fresh vm context"),
  ISOLATED_VM("isolated-vm, fresh context"),
  GOJA("goja, fresh runtime");

  private final String label;

  PeerKind(String label) {
    this.label = label;
  }

  /** What the table calls it. */
  String label() {
    return label;
  }

  private String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The ones in a list of ids with commas between, e.g. {@code workerd,node-vm}. */
  public static List<PeerKind> parse(String ids) {
    return Arrays.stream(ids.split(",", -1)).map(PeerKind::find).toList();
  }

  private static PeerKind find(String id) {
    return Arrays.stream(values())
        .filter(kind -> kind.id().equals(id))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "there is no peer "
                    + id
                    + "; there are "
                    + Arrays.stream(values()).map(PeerKind::id).toList()));
  }
}
