package dev.sluice.gateway.http;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MutableCoercionConfig;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * JSON as the API takes and gives it: a body is read strictly, so that a misspelt field is an error
 * and not a surprise later. Thread-safe.
 */
public final class Json {
  private static final int LONGEST_SHOWN = 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .withCoercionConfig(LogicalType.Textual, Json::takeOnlyText)
          .withCoercionConfig(LogicalType.Boolean, Json::takeNoText)
          .withCoercionConfig(LogicalType.Integer, Json::takeNoText)
          .withCoercionConfig(LogicalType.Float, Json::takeNoText)
          .build();

  private Json() {}

  private static void takeOnlyText(MutableCoercionConfig text) {
    text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
  }

  /** Else text of blanks would count as nothing at all, and what was meant as said as left out. */
  private static void takeNoText(MutableCoercionConfig other) {
    other
        .setAcceptBlankAsEmpty(false)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
  }

  /** Writes records, maps, lists and trees. */
  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  /**
   * A body as a record.
   *
   * @throws Refusal 400, naming the field that is unknown, of the wrong type, or {@link NoValue}
   */
  public static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = MAPPER.readValue(body, type);
      if (value == null) {
        throw Refusal.badBody("The body must be a JSON object, not null.");
      }
      NoValue.refuse(MAPPER.createParser(body));
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw Refusal.badBody(unknownField(path(e), known(e)));
    } catch (DatabindException e) {
      String field = path(e);
      throw field.isEmpty()
          ? NotJson.refusal(e)
          : Refusal.badBody("The field `%s` must be %s.".formatted(shown(field), Kind.of(e)));
    } catch (JacksonException e) {
      throw NotJson.refusal(e);
    }
  }

  /** 400 for a body that couldn't be parsed: where, and what was expected there. */
  public static Refusal unreadable(JacksonException e) {
    return NotJson.refusal(e);
  }

  private static String path(DatabindException e) {
    return path(
        e.getPath().stream()
            .map(step ->
                step.getPropertyName() == null ? place(step.getIndex()) : step.getPropertyName())
            .toList());
  }

  /** Of names and places in lists: {@code trust.signers[0].name}. */
  static String path(List<String> steps) {
    return String.join(".", steps).replace(".[", "[");
  }

  /** A place in a list, as a step of a path. */
  static String place(int index) {
    return "[" + index + "]";
  }

  private static List<String> known(UnrecognizedPropertyException e) {
    return e.getKnownPropertyIds().stream().map(Object::toString).sorted().toList();
  }

  /** What is said of a field that nobody knows: its beginning will do, if it's long. */
  public static String unknownField(String field, List<String> known) {
    return "There is no field `%s`; known are: %s."
        .formatted(shown(field), String.join(", ", known));
  }

  /** What is said of a field that is there more than once. */
  public static String twice(String field) {
    return "The field `%s` is there twice; which one counts would be a guess."
        .formatted(shown(field));
  }

  /** What is said of a field whose number no computer word holds. */
  static String outOfRange(String field) {
    return "The field `%s` holds a number that is out of range.".formatted(shown(field));
  }

  static String shown(String field) {
    return field.length() <= LONGEST_SHOWN ? field : field.substring(0, LONGEST_SHOWN) + "…";
  }
}
