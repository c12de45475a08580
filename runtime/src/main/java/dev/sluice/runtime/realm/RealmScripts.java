package dev.sluice.runtime.realm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.graalvm.polyglot.Source;

/** The scripts every realm is made of, in the order they are evaluated. Shared by all realms. */
record RealmScripts(List<Source> preparation, Source last) {

  static RealmScripts load() {
    return new RealmScripts(List.of(script("prepare.js"), script("lockdown.js")), runner());
  }

  /** The bundler leaves the module's exports in a variable of the script; this hands them out. */
  private static Source runner() {
    String code = "(() => {'use strict';" + text("run.js") + "\nreturn __sluice_realm;})()";
    return Source.newBuilder("js", code, "realm.js").buildLiteral();
  }

  private static Source script(String name) {
    return Source.newBuilder("js", "(() => {'use strict';" + text(name) + "\n})()", name)
        .buildLiteral();
  }

  private static String text(String name) {
    try (InputStream in = RealmScripts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            name + " is missing from the runtime's jar: it was built without its npm part");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
