package dev.sluice.runtime.realm;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.Source;
import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.Test;

class RealmFactoryTest {
  @Test
  void realm_whoseScriptsThrow_isClosed() {
    Source throwing = Source.newBuilder("js", "throw { left: 'behind' }", "bad.js").buildLiteral();
    try (RealmFactory factory = new RealmFactory(new RealmScripts(List.of(throwing), throwing))) {
      RealmPool home = new RealmPool(1);

      PolyglotException thrown =
          catchThrowableOfType(PolyglotException.class, () -> factory.make(home));

      Value ofItsContext = thrown.getGuestObject();
      assertThatThrownBy(() -> ofItsContext.getMember("left"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("closed");
    }
  }
}
