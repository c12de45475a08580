package dev.sluice.gateway.openapi;

import com.fasterxml.classmate.ResolvedType;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Schemas of records. A part that may be null or {@code Optional} may be left out; no member
 * beside the parts is taken or given.
 */
final class Schemas {
  private static final String PLACE = "components/schemas";

  private final SchemaBuilder builder;

  Schemas() {
    SchemaGeneratorConfigBuilder config =
        new SchemaGeneratorConfigBuilder(
                new JsonMapper(), SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
            .with(
                Option.FLATTENED_OPTIONALS,
                Option.EXTRA_OPEN_API_FORMAT_VALUES,
                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT,
                Option.DEFINITIONS_FOR_ALL_OBJECTS,
                Option.PLAIN_DEFINITION_KEYS)
            .without(Option.SCHEMA_VERSION_INDICATOR);
    config
        .forTypesInGeneral()
        .withDefinitionNamingStrategy((key, context) -> name(key.getType().getErasedType()))
        .withCustomDefinitionProvider(Schemas::address)
        .withCustomDefinitionProvider(Schemas::map);
    config.forFields().withRequiredCheck(Schemas::isRequired).withNullableCheck(field -> false);
    this.builder = new SchemaGenerator(config.build()).buildMultipleSchemaDefinitions();
  }

  private static boolean isRequired(FieldScope field) {
    return !field.getRawMember().getAnnotatedType().isAnnotationPresent(Nullable.class)
        && !field.getDeclaredType().isInstanceOf(Optional.class);
  }

  /** {@code DeploymentRoutes.MakeLive} is {@code DeploymentRoutesMakeLive}. */
  private static String name(Class<?> type) {
    return type.getName().replaceAll(".*\\.", "").replace("$", "");
  }

  /** What stands where that type's schema is to be read. */
  ObjectNode reference(Type type) {
    return builder.createSchemaReference(type);
  }

  /** All that was referred to, by its name. */
  ObjectNode definitions() {
    return builder.collectDefinitions(PLACE);
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
                .put("format", "uri"),
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
