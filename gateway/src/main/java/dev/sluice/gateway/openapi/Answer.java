package dev.sluice.gateway.openapi;

import java.lang.reflect.Type;
import java.util.Map;

/** A good answer of an operation. Immutable. */
record Answer(int status, Content content) {

  /** What it holds. */
  sealed interface Content {}

  /** Nothing. */
  record Nothing() implements Content {}

  /**
   * A record, as JSON.
   *
   * @param warned whether {@code warnings} may stand beside its parts
   */
  record Json(Type type, boolean warned) implements Content {}

  /**
   * A page of such items; or all of them, an item a line.
   *
   * @param beside what else may be there
   */
  record Page(Type item, Map<String, Type> beside) implements Content {
    Page {
      beside = Map.copyOf(beside);
    }
  }

  /** Something that has no schema here. */
  record Other(String contentType) implements Content {}
}
