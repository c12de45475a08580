package dev.sluice.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens sealed bodies by the code that the documentation gives to receivers, run by Node.js. */
record DocumentedReceiver(Tool node, Path folder) {
  private static final Pattern CODE = Pattern.compile("```js\n(.*?)```", Pattern.DOTALL);

  /** One whose script lies in that folder. */
  static DocumentedReceiver in(Path folder) throws IOException {
    Matcher code = CODE.matcher(Files.readString(Path.of("../docs/secure-fetch.md")));
    assertThat(code.find()).isTrue();
    String script = code.group(1) + "\nprocess.stdout.write(open(...process.argv.slice(2)));\n";
    Files.write(folder.resolve("receiver.mjs"), script.getBytes(UTF_8));
    return new DocumentedReceiver(Tool.require("node"), folder);
  }

  /** The text in the body; it must have been sealed under that key, in that layout. */
  String opened(String body, String key, String layout) {
    return node.run(folder, "receiver.mjs", body, key, layout);
  }
}
