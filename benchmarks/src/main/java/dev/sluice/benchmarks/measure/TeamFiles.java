package dev.sluice.benchmarks.measure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The files of a team with ten workflows, one for each trigger, of which the one for users' tokens
 * tells in a claim which version is live.
 *
 * @param modules how many shared modules there are; each workflow imports a tenth of them
 */
record TeamFiles(int modules) {
  private static final String ROOT = "kindeSrc/environment/";
  private static final List<String> TRIGGERS =
      List.of(
          "user:tokens_generation",
          "m2m:token_generation",
          "user:post_authentication",
          "user:pre_registration",
          "user:pre_mfa",
          "user:new_password_provided",
          "user:existing_password_provided",
          "user:new_username_provided",
          "user:plan_selection",
          "user:plan_cancellation_request");

  /** All of them. */
  Map<String, byte[]> all(int version) {
    Map<String, byte[]> files = new TreeMap<>();
    put(files, "kinde.json", "{\"version\": \"2024-12-09\", \"rootDir\": \"kindeSrc\"}");
    for (int number = 0; number < TRIGGERS.size(); number++) {
      put(files, ROOT + "workflows/w" + number + "/Workflow.ts", workflow(number));
    }
    for (int number = 1; number < modules; number++) {
      put(files, module(number), "export const value = \"module %d\";%n".formatted(number));
    }
    files.putAll(versionOfOne(version));
    files.putAll(versionOfAll(version));
    return files;
  }

  /** What changes the one workflow. */
  Map<String, byte[]> versionOfOne(int version) {
    return Map.of(module(0), "export const value = \"one %d\";".formatted(version).getBytes(UTF_8));
  }

  /** What changes all ten. */
  Map<String, byte[]> versionOfAll(int version) {
    return Map.of(
        ROOT + "version.ts",
        "export const version = \"all %d\";".formatted(version).getBytes(UTF_8));
  }

  /** Files that no workflow has to do with. */
  static Map<String, byte[]> others(int count) {
    Map<String, byte[]> files = new TreeMap<>();
    for (int number = 0; number < count; number++) {
      put(
          files,
          "packages/p%d/src/file%d.ts".formatted(number / 100, number),
          "// File %1$d\n".formatted(number).repeat(60) + "export const x = " + number + ";\n");
    }
    return files;
  }

  /** So many bytes that don't get smaller. */
  static byte[] noise(int bytes) {
    byte[] noise = new byte[bytes];
    RandomGenerator.of("Xoroshiro128PlusPlus").nextBytes(noise);
    return noise;
  }

  private static void put(Map<String, byte[]> files, String path, String text) {
    files.put(path, text.getBytes(UTF_8));
  }

  private static String module(int number) {
    return ROOT + "shared/m" + number + ".ts";
  }

  private String workflow(int number) {
    StringBuilder text = new StringBuilder();
    StringBuilder sum = new StringBuilder("version");
    text.append("import { accessTokenCustomClaims } from \"@kinde/infrastructure\";\n");
    text.append("import { version } from \"../../version\";\n");
    int each = Math.max(1, modules / TRIGGERS.size());
    for (int module = number * each; module < Math.min(modules, (number + 1) * each); module++) {
      text.append("import { value as m%1$d } from \"../../shared/m%1$d\";%n".formatted(module));
      sum.append(" + \", \" + m").append(module);
    }
    String does =
        number == 0
            ? "accessTokenCustomClaims<{ version: string }>().version = " + sum
            : "console.log(" + sum + ")";
    return text.append(
            """
            export const workflowSettings = {
              id: "w%d", trigger: "%s", bindings: { %s },
            };
            export default async function () { %s; }
            """
                .formatted(
                    number,
                    TRIGGERS.get(number),
                    number == 0 ? "\"kinde.accessToken\": {}" : "",
                    does))
        .toString();
  }
}
