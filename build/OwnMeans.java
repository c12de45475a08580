import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Has the engine call its module's own classes where it called the JDK or ICU for something that
 * can't be stopped, or ask them first whether it isn't too much.
 */
class OwnMeans {
  private static final String ICU = "org/graalvm/shadowed/com/ibm/icu/text/";
  private static final String ENGINE = "com/oracle/truffle/js/";

  /** A number made of text in some radix: both are looked at first. */
  private static final String NUMBER = "java/math/BigInteger.<init>(Ljava/lang/String;I)V";

  /** By what the engine calls, what is called instead with the same arguments. */
  private static final Map<String, Own> INSTEAD =
      Map.of(
          "java/lang/String.toLowerCase(Ljava/util/Locale;)Ljava/lang/String;",
          new Own("LetterCase", "toLowerCase"),
          "java/lang/String.toUpperCase(Ljava/util/Locale;)Ljava/lang/String;",
          new Own("LetterCase", "toUpperCase"),
          "java/text/Normalizer.normalize"
              + "(Ljava/lang/CharSequence;Ljava/text/Normalizer$Form;)Ljava/lang/String;",
          new Own("Normalization", "normalize"),
          ICU + "Collator.compare(Ljava/lang/String;Ljava/lang/String;)I",
          new Own("Normalization", "compare"),
          ENGINE
              + "runtime/Strings.parseBigInteger"
              + "(Lcom/oracle/truffle/api/strings/TruffleString;I)Ljava/math/BigInteger;",
          new Own("RadixNumber", "parse"));

  /** By what the engine calls, what looks at its last argument first. */
  private static final Map<String, Own> FIRST =
      Map.of(
          ICU + "BreakIterator.setText(Ljava/lang/String;)V",
          new Own("IntlBound", "checkText", "Ljava/lang/String;"),
          ICU + "ListFormatter.format(Ljava/util/Collection;)Ljava/lang/String;",
          new Own("IntlBound", "checkList", "Ljava/util/Collection;"),
          ICU
              + "ListFormatter.formatToValue(Ljava/util/Collection;)L"
              + ICU
              + "ListFormatter$FormattedList;",
          new Own("IntlBound", "checkList", "Ljava/util/Collection;"));

  /** By method, what looks at what it returns. */
  private static final Map<String, Own> AFTERWARDS =
      Map.of(
          ENGINE + "nodes/intl/ToIntlMathematicalValue.doBigInt",
          new Own("IntlBound", "checkNumber", "Ljava/lang/Number;"),
          ENGINE + "nodes/intl/ToIntlMathematicalValue.doString",
          new Own("IntlBound", "checkNumber", "Ljava/lang/Number;"),
          ENGINE + "runtime/builtins/intl/JSNumberFormat.toInternalNumberRepresentation",
          new Own("IntlBound", "checkNumber", "Ljava/lang/Number;"));

  private static final ClassDesc RADIX_NUMBER = ClassDesc.of("dev.sluice.engine.RadixNumber");
  private static final MethodTypeDesc DIGITS =
      MethodTypeDesc.ofDescriptor("(Ljava/lang/String;I)V");

  private final Set<String> found = new HashSet<>();

  /** A method of the module's own; the type, if it takes and gives the same. */
  private record Own(String owner, String name, String type) {
    Own(String owner, String name) {
      this(owner, name, "");
    }

    ClassDesc place() {
      return ClassDesc.of("dev.sluice.engine." + owner);
    }

    MethodTypeDesc same() {
      return MethodTypeDesc.ofDescriptor("(" + type + ")" + type);
    }
  }

  /** Passes one piece of a method on, changed if need be. */
  void accept(CodeBuilder builder, CodeElement element, String method) {
    switch (element) {
      case InvokeInstruction call -> call(builder, call);
      case ReturnInstruction end
          when end.opcode() == Opcode.ARETURN && AFTERWARDS.containsKey(method) -> {
        check(builder, AFTERWARDS.get(method), method);
        builder.with(end);
      }
      default -> builder.with(element);
    }
  }

  /** Whether there was all that is to be changed. */
  boolean complete() {
    return found.contains(NUMBER)
        && found.containsAll(INSTEAD.keySet())
        && found.containsAll(FIRST.keySet())
        && found.containsAll(AFTERWARDS.keySet());
  }

  private void call(CodeBuilder builder, InvokeInstruction call) {
    String name =
        "%s.%s%s"
            .formatted(
                call.owner().asInternalName(),
                call.name().stringValue(),
                call.type().stringValue());
    Own instead = INSTEAD.get(name);
    if (instead == null) {
      if (FIRST.containsKey(name)) {
        check(builder, FIRST.get(name), name);
      } else if (name.equals(NUMBER)) {
        found.add(name);
        builder.dup2().invokestatic(RADIX_NUMBER, "checkDigits", DIGITS);
      }
      builder.with(call);
      return;
    }
    found.add(name);
    builder.invokestatic(instead.place(), instead.name(), withReceiver(call));
  }

  private static MethodTypeDesc withReceiver(InvokeInstruction call) {
    MethodTypeDesc type = call.typeSymbol();
    return call.opcode() == Opcode.INVOKESTATIC
        ? type
        : type.insertParameterTypes(0, call.owner().asSymbol());
  }

  private void check(CodeBuilder builder, Own own, String what) {
    found.add(what);
    builder.invokestatic(own.place(), own.name(), own.same());
  }

  @Override
  public String toString() {
    return "own means at " + found;
  }
}
