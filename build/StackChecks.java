import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Has the engine look whether there's room on the stack: where a function begins, where one is
 * called, and in natives that recurse without functions.
 */
class StackChecks {
  private static final ClassDesc ROOM = ClassDesc.of("dev.sluice.engine.StackRoom");
  private static final MethodTypeDesc NOTHING = MethodTypeDesc.of(ConstantDescs.CD_void);

  /** What a call of any kind arrives at. */
  private static final Pattern ROOT = Pattern.compile(".*(RootNode|InnerFlattenCallNode)");

  private static final String ROOT_METHOD =
      "execute(Lcom/oracle/truffle/api/frame/VirtualFrame;)Ljava/lang/Object;";

  private int found;

  /** Writes the look, if the method is one that needs it. */
  void atStart(CodeBuilder builder, ClassModel model, MethodModel method) {
    check(
            model.thisClass().asInternalName(),
            method.methodName().stringValue() + method.methodType().stringValue())
        .ifPresent(name -> {
          builder.invokestatic(ROOM, name, NOTHING);
          found++;
        });
  }

  /** Whether as many were found as are known. */
  boolean complete() {
    return found >= 35;
  }

  private static Optional<String> check(String owner, String method) {
    if (method.equals(ROOT_METHOD) && ROOT.matcher(owner).matches()) {
      return Optional.of("checkCall");
    }
    if (owner.endsWith("/JSFunctionCallNode")
        && method.equals("executeCall([Ljava/lang/Object;)Ljava/lang/Object;")) {
      return Optional.of("checkInterpreted");
    }
    boolean nesting = method.startsWith("parseJSONObject(") || method.startsWith("parseJSONArray(");
    return nesting && owner.endsWith("/TruffleJSONParser")
        ? Optional.of("check")
        : Optional.empty();
  }

  @Override
  public String toString() {
    return found + " looks at the stack";
  }
}
