import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/**
 * Has the engine's JSON parser keep the text as a Java string too, and take each character out of
 * that: every login waits for its event to be parsed, and an eighth of a run went into reading
 * single characters of the engine's own strings.
 */
class JsonFromString {
  private static final String PARSER = "com/oracle/truffle/js/builtins/json/TruffleJSONParser";
  private static final String ENGINE_TEXT = "parseStr";
  private static final String JAVA_TEXT = "javaText";
  private static final ClassDesc ENGINE_STRING =
      ClassDesc.of("com.oracle.truffle.api.strings.TruffleString");
  private static final ClassDesc CHARACTERS = ClassDesc.of("dev.sluice.engine.JsonCharacters");
  private static final MethodTypeDesc CHARACTERS_OF =
      MethodTypeDesc.of(ConstantDescs.CD_String, ENGINE_STRING);
  private static final MethodTypeDesc CHAR_AT =
      MethodTypeDesc.of(ConstantDescs.CD_char, ConstantDescs.CD_int);

  private final ClassDesc parser;

  private JsonFromString(ClassDesc parser) {
    this.parser = parser;
  }

  static boolean concerns(ClassModel model) {
    return model.thisClass().asInternalName().equals(PARSER);
  }

  static byte[] patch(ClassFile classFile, byte[] content) {
    ClassModel model = classFile.parse(content);
    JsonFromString patch = new JsonFromString(model.thisClass().asSymbol());
    ClassTransform methods =
        (builder, element) -> {
          if (element instanceof MethodModel method) {
            CodeTransform change = readsCharacter(method) ? patch.reading() : patch.keeping();
            builder.transformMethod(method, MethodTransform.transformingCode(change));
          } else {
            builder.with(element);
          }
        };
    ClassTransform field =
        ClassTransform.endHandler(builder ->
            builder.withField(JAVA_TEXT, ConstantDescs.CD_String, ClassFile.ACC_PRIVATE));
    return classFile.transformClass(model, methods.andThen(field));
  }

  private static boolean readsCharacter(MethodModel method) {
    return method.methodName().equalsString("get") && method.methodType().equalsString("(I)C");
  }

  /** Where the parser looks at one character. */
  private CodeTransform reading() {
    return (builder, element) -> {
      if (element instanceof FieldInstruction field && isText(field)) {
        builder.getfield(parser, JAVA_TEXT, ConstantDescs.CD_String);
      } else if (element instanceof InvokeInstruction call && call.name().equalsString("charAt")) {
        builder.invokevirtual(ConstantDescs.CD_String, "charAt", CHAR_AT);
      } else {
        builder.with(element);
      }
    };
  }

  /** Where it is given the text, and where it lets go of it. */
  private CodeTransform keeping() {
    return (builder, element) -> {
      builder.with(element);
      if (element instanceof FieldInstruction field
          && field.opcode() == Opcode.PUTFIELD
          && isText(field)) {
        builder
            .aload(0)
            .aload(0)
            .getfield(parser, ENGINE_TEXT, ENGINE_STRING)
            .invokestatic(CHARACTERS, "of", CHARACTERS_OF)
            .putfield(parser, JAVA_TEXT, ConstantDescs.CD_String);
      }
    };
  }

  private static boolean isText(FieldInstruction field) {
    return field.name().equalsString(ENGINE_TEXT);
  }
}
