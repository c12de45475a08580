package dev.sluice.runtime;

import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Tells a realm what to mount for a program: what it declared and its trigger offers. */
final class Mount {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String TOKEN = "Token";

  /** Made by the realm for every run, or by other means than a binding of its own. */
  private static final Set<String> NOT_MADE = Set.of("url", "console", "kinde.fetch");

  private Mount() {}

  /** The members of a JSON object, without its braces. */
  static String members(ProgramSource source) {
    ObjectNode mount = JSON.createObjectNode();
    List<String> bindings =
        source.declared().bindings().stream()
            .filter(source.trigger()::offers)
            .filter(binding -> !NOT_MADE.contains(binding))
            .sorted()
            .toList();
    mount.set("bindings", JSON.valueToTree(bindings));
    mount.set("reset", JSON.valueToTree(reset(source)));
    mount.put("url", source.declared().bindings().contains("url"));
    String object = mount.toString();
    return object.substring(1, object.length() - 1);
  }

  private static List<String> reset(ProgramSource source) {
    return source.declared().resetClaims().stream()
        .filter(binding -> binding.endsWith(TOKEN))
        .map(binding -> binding.substring(binding.indexOf('.') + 1))
        .sorted()
        .toList();
  }
}
