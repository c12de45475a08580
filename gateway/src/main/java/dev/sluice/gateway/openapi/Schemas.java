package dev.sluice.gateway.openapi;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import java.lang.reflect.Type;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON Schemas of records: of bodies or of answers. Not thread-safe. */
final class Schemas {
  private static final String PLACE = "components/schemas";
  private static final String WARNED = "Warned";

  private final SchemaBuilder builder;
  private final List<Warned> warned = new ArrayList<>();
  private final Map<String, Class<?>> named = new TreeMap<>();

  /** Where a schema is to be read, and where the same one with warnings is. */
  private record Warned(ObjectNode plain, ObjectNode warned) {}

  private Schemas(boolean closed) {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                new JsonMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR, Option.FLATTENED_OPTIONALS);
    if (closed) {
      config.with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    }
    config
        .forTypesInGeneral()
        .withDefinitionNamingStrategy((key, context) -> noted(key.getType().getErasedType()))
        .withCustomDefinitionProvider(Schemas::address)
        .withCustomDefinitionProvider(Schemas::map);
    config
        .forFields()
        .withRequiredCheck(Schemas::isRequired)
        .withNullableCheck(field -> false)
        .withEnumResolver(Schemas::oneOf)
        .withTargetTypeOverridesResolver(Schemas::held);
    this.builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  /** Of what callers send: what a record hasn't is refused. */
  static Schemas ofBodies() {
    return new Schemas(true);
  }

  /** Of what they are answered: more may be added to it one day. */
  static Schemas ofAnswers() {
    return new Schemas(false);
  }

  private static boolean isRequired(FieldScope field) {
    return field.getAnnotation(Needed.class) != null
        || (!field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class)
            && field.getRawMember().getType() != Optional.class);
  }

  private static @Nullable List<String> oneOf(FieldScope field) {
    OneOf values = field.getAnnotation(OneOf.class);
    return values == null ? null : List.of(values.value());
  }

  /** An absent part is left out, so one that is there is never null. */
  private static @Nullable List<ResolvedType> held(FieldScope field) {
    Holds holds = field.getAnnotation(Holds.class);
    if (holds != null) {
      return List.of(field.getContext().resolve(holds.value()));
    }
    return field.getType().isInstanceOf(Optional.class)
        ? field.getType().getTypeParameters()
        : null;
  }

  private String noted(Class<?> type) {
    named.put(name(type), type);
    return name(type);
  }

  /** {@code KeyRoutes.Body} is {@code KeyBody}, {@code SyncView.LineView} is {@code SyncLine}. */
  private static String name(Class<?> type) {
    return type.getName().replaceAll(".*\\.|View|Routes|\\$", "");
  }

  /** What stands where that type's schema is to be read; whole once they are asked for. */
  ObjectNode reference(Type type) {
    return builder.createSchemaReference(type);
  }

  /** The same where {@code warnings} may be added to its parts. */
  ObjectNode warned(Type type) {
    Warned place = new Warned(reference(type), new JsonMapper().createObjectNode());
    warned.add(place);
    return place.warned();
  }

  /** All that was referred to, by its name. */
  ObjectNode definitions() {
    ObjectNode definitions = builder.collectDefinitions(PLACE);
    named.forEach((name, type) -> addPassedOver(definitions, name, type));
    for (Warned place : warned) {
      String path = place.plain().path("$ref").stringValue();
      String name = path.substring(path.lastIndexOf('/') + 1);
      place.warned().put("$ref", path + WARNED);
      definitions.set(name + WARNED, withWarnings(definitions.withObject("/" + name).deepCopy()));
    }
    return definitions;
  }

  /** What a body may have and nobody looks at, as answers have it: anything, but never null. */
  private static void addPassedOver(ObjectNode definitions, String name, Class<?> type) {
    JsonIgnoreProperties passedOver = type.getAnnotation(JsonIgnoreProperties.class);
    if (passedOver != null && definitions.has(name)) {
      ObjectNode properties = definitions.withObject("/" + name + "/properties");
      for (String property : passedOver.value()) {
        properties.putObject(property).put("readOnly", true).putObject("not").put("type", "null");
      }
    }
  }

  private static ObjectNode withWarnings(ObjectNode schema) {
    ObjectNode warnings = schema.withObject("/properties").putObject("warnings");
    warnings.put("type", "array").putObject("items").put("type", "string");
    return schema;
  }

  /** Jackson writes an address as a text, though it has parts of its own. */
  private static @Nullable CustomDefinition address(
      ResolvedType type, SchemaGenerationContext context) {
    return type.getErasedType() == URI.class
        ? new CustomDefinition(
            context
                .getGeneratorConfig()
                .createObjectNode()
                .put("type", "string")
                .put("format", "uri-reference"),
            true)
        : null;
  }

  /** Where it stands, not by name: maps to different things are all called the same. */
  private static @Nullable CustomDefinition map(
      ResolvedType type, SchemaGenerationContext context) {
    List<ResolvedType> parts = type.typeParametersFor(Map.class);
    if (parts == null || parts.size() != 2) {
      return null;
    }
    ObjectNode map = context.getGeneratorConfig().createObjectNode().put("type", "object");
    map.set("additionalProperties", context.createDefinitionReference(parts.getLast()));
    return new CustomDefinition(map, true);
  }
}
