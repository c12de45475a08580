package dev.sluice.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The Helm chart, rendered with some values.
 *
 * @param objects what a cluster is given
 */
record Chart(List<JsonNode> objects) {
  private static final Path FOLDER = Path.of("helm", "sluice").toAbsolutePath();
  static final Helm HELM = new Helm(FOLDER);

  /** What makes an object a hook; and what it is written as, to be seen. */
  private static final String HOOK = "helm.sh/hook";

  static final String HOOK_SEEN = "example.com/hook";

  private static final Helm WITH_HOOKS = new Helm(withHooksSeen());

  /** What must be set. */
  static final Map<String, Object> FEWEST =
      Map.of(
          "image.repository", "registry.example.com/sluice",
          "registry.address", "postgresql://sluice@db.example.com/sluice",
          "masterKey.existingSecret", "sluice-master-key");

  private static final YAMLMapper YAML = new YAMLMapper();

  /**
   * Helm keeps hooks apart from what it renders, and its library tells nothing of them: they are
   * rendered from a copy in which they are objects like all others.
   */
  private static Path withHooksSeen() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      Path copy = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "chart");
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path there = copy.resolve(FOLDER.relativize(file));
        Files.createDirectories(there.getParent());
        Files.writeString(there, Files.readString(file).replace(HOOK, HOOK_SEEN));
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With its hooks, which are marked as {@link #HOOK_SEEN}. */
  static Chart of(Map<String, Object> values) {
    TemplateCommand template =
        WITH_HOOKS.template().withName("login").withNamespace("auth").withKubeVersion("1.34.0");
    values.forEach(template::set);
    try (MappingIterator<JsonNode> objects =
        YAML.readerFor(JsonNode.class).readValues(template.call())) {
      return new Chart(objects.readAll().stream().filter(JsonNode::isObject).toList());
    }
  }

  /** Those of a kind. */
  List<JsonNode> all(String kind) {
    return objects.stream().filter(it -> it.path("kind").asString().equals(kind)).toList();
  }

  JsonNode one(String kind, String name) {
    return all(kind).stream()
        .filter(it -> it.at("/metadata/name").asString().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("there's no " + kind + " " + name));
  }

  /** What becomes pods. */
  List<JsonNode> pods() {
    return Stream.concat(
            Stream.of("StatefulSet", "Deployment", "Job")
                .flatMap(kind -> all(kind).stream())
                .map(it -> it.at("/spec/template")),
            all("CronJob").stream().map(it -> it.at("/spec/jobTemplate/spec/template")))
        .toList();
  }

  /** What a text of YAML says. */
  static JsonNode object(String yaml) {
    return YAML.readTree(yaml);
  }

  static Stream<JsonNode> each(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  static List<String> texts(JsonNode list) {
    return each(list).map(JsonNode::asString).toList();
  }

  /**
   * Holds an object against Kubernetes' own model of its kind.
   *
   * @throws IllegalArgumentException if it has a field that the kind hasn't, or lacks one, or one
   *     is of another type
   */
  static void requireKnown(JsonNode object) {
    String version = object.path("apiVersion").asString().replaceFirst(".*/", "");
    String model =
        "io.kubernetes.client.openapi.models."
            + version.substring(0, 1).toUpperCase(Locale.ROOT)
            + version.substring(1)
            + object.path("kind").asString();
    try {
      Class.forName(model).getMethod("fromJson", String.class).invoke(null, object.toString());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(object + ": " + e.getCause(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Kubernetes knows no " + object, e);
    }
  }
}
