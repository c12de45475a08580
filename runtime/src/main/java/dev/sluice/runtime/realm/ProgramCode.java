package dev.sluice.runtime.realm;

import dev.sluice.runtime.BundleCode;
import java.util.regex.Pattern;
import org.graalvm.polyglot.Source;

/**
 * A bundle wrapped into the one function that evaluates it afresh for each run, with the run's own
 * endowments as parameters. Immutable; compared by identity.
 */
public final class ProgramCode {
  /** What stack traces call the bundle. */
  public static final String NAME = "workflow.js";

  /** How many lines the wrapping puts before the bundle's first. */
  public static final int LINES_BEFORE = 1;

  private static final String HEAD =
      "(function(kinde,console,URL,URLSearchParams,setTimeout,clearTimeout,crypto,MessageChannel,"
          + "globalThis,self){'use strict';\n";
  private static final String TAIL = "\nreturn " + BundleCode.EXPORTS + ";})";
  private static final Pattern NAMES_GLOBAL = Pattern.compile("\\b(globalThis|self)\\b");

  /** What few bundles need, and so is made for those alone. */
  private static final Pattern NAMES_MORE =
      Pattern.compile("\\b(crypto|MessageChannel|globalThis|self)\\b");

  private static final Pattern CALLS_BODY = Pattern.compile("\\.(json|text)\\s*\\(");

  private final Source source;
  private final String mount;

  /**
   * @param mount what the realm is told to mount, as a JSON object's members without the braces
   */
  public ProgramCode(BundleCode bundle, String mount) {
    // The engine keeps what it parsed and compiled of a source for as long as the source lives, and
    // all realms share it.
    this.source = Source.newBuilder("js", HEAD + bundle.code() + TAIL, NAME).buildLiteral();
    this.mount =
        "{"
            + mount
            + ",\"usesGlobal\":"
            + NAMES_GLOBAL.matcher(bundle.code()).find()
            + ",\"usesMore\":"
            + NAMES_MORE.matcher(bundle.code()).find()
            + ",\"callableBodies\":"
            + CALLS_BODY.matcher(bundle.code()).find()
            + "}";
  }

  Source source() {
    return source;
  }

  String mount() {
    return mount;
  }
}
