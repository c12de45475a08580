package dev.sluice.syncworker;

import dev.sluice.runtime.BundleCode;
import dev.sluice.runtime.Inspection;
import dev.sluice.syncworker.check.Inspector;
import java.util.Optional;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Value;

/** Loads bundles in a plain JavaScript context. */
public final class PlainInspector implements Inspector {
  private static final Engine ENGINE = Engine.create("js");

  @Override
  public Inspection inspect(BundleCode bundle) {
    try (Context context = Context.newBuilder("js").engine(ENGINE).build()) {
      context.eval("js", bundle.code());
      Value settings =
          context.eval("js", "JSON.stringify(" + BundleCode.EXPORTS + ".workflowSettings)");
      Value type = context.eval("js", "typeof " + BundleCode.EXPORTS + ".default");
      return new Inspection.Loaded(
          settings.isString() ? Optional.of(settings.asString()) : Optional.empty(),
          type.asString());
    } catch (PolyglotException e) {
      return new Inspection.Broken(String.valueOf(e.getMessage()), Optional.empty());
    }
  }
}
