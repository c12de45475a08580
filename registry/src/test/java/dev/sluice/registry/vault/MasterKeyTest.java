package dev.sluice.registry.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterKeyTest {
  private static final byte[] BYTES = new byte[32];

  static {
    Arrays.fill(BYTES, (byte) 0xfb);
  }

  private static final Instant NOW = Instant.parse("2027-01-31T09:30:00Z");

  @TempDir Path parent;

  @Test
  void parse_base64OrBase64url_isTheKey() {
    String base64 = Base64.getEncoder().encodeToString(BYTES);
    String base64url = Base64.getUrlEncoder().withoutPadding().encodeToString(BYTES);

    assertThat(MasterKey.parse(base64, "X").bytes()).isEqualTo(BYTES);
    assertThat(MasterKey.parse(base64url, "X").bytes()).isEqualTo(BYTES);
    assertThat(MasterKey.parse(" " + base64 + "\n", "X").bytes()).isEqualTo(BYTES);
  }

  @Test
  void parse_anythingElse_teachesAndKeepsItToItself() {
    assertRefused("", "holds 0 bytes");
    assertRefused("c2hvcnQ=", "holds 5 bytes");
    assertRefused("my secret pass phrase!", "isn't base64");
    assertRefused("a".repeat(64), "holds 48 bytes");
  }

  private static void assertRefused(String text, String why) {
    assertThatThrownBy(() -> MasterKey.parse(text, "SLUICE_MASTER_KEY"))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll("SLUICE_MASTER_KEY", why, "openssl rand -base64 32")
        .hasNoCause()
        .satisfies(e ->
            assertThat(text.isEmpty() || !String.valueOf(e.getMessage()).contains(text)).isTrue());
  }

  @Test
  void toString_ofAKey_showsNothing() {
    assertThat(MasterKey.parse(Base64.getEncoder().encodeToString(BYTES), "X")).hasToString("***");
  }

  @Test
  void load_variableSet_makesNoFile() {
    Map<String, String> variables =
        Map.of("SLUICE_MASTER_KEY", Base64.getEncoder().encodeToString(BYTES));

    assertThat(MasterKey.load(variables, parent, false).bytes()).isEqualTo(BYTES);
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void load_variableNamesAFile_readsTheKeyInIt() throws IOException {
    Path file = parent.resolve("mounted");
    Files.writeString(file, Base64.getEncoder().encodeToString(BYTES) + "\n");
    Map<String, String> variables = Map.of("SLUICE_MASTER_KEY_FILE", file.toString());

    assertThat(MasterKey.load(variables, parent, true).bytes()).isEqualTo(BYTES);

    Files.delete(file);
    assertThatThrownBy(() -> MasterKey.load(variables, parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll(file.toString(), "SLUICE_MASTER_KEY_FILE");
  }

  @Test
  void load_bothVariables_isRefused() {
    Map<String, String> variables =
        Map.of("SLUICE_MASTER_KEY", "A".repeat(43), "SLUICE_MASTER_KEY_FILE", "/nowhere");

    assertThatThrownBy(() -> MasterKey.load(variables, parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContaining("Both");
  }

  @Test
  void next_brokenOffAtAnyMoment_leavesBothKeysWhereTheyAreFound() {
    MasterKey old = MasterKey.load(Map.of(), parent, false);
    NextKeyFile file = new NextKeyFile(parent);
    assertThat(MasterKeys.load(Map.of(), parent, true).next()).isEmpty();

    MasterKey made = file.make();

    MasterKeys meanwhile = MasterKeys.load(Map.of(), parent, true);
    assertThat(meanwhile.current().bytes()).isEqualTo(old.bytes());
    assertThat(meanwhile.next().orElseThrow().bytes()).isEqualTo(made.bytes());
    assertThat(file.make().bytes()).isEqualTo(made.bytes());
    Path kept = file.takeOver(NOW);

    MasterKeys afterwards = MasterKeys.load(Map.of(), parent, true);
    assertThat(afterwards.current().bytes()).isEqualTo(made.bytes());
    assertThat(afterwards.next()).isEmpty();
    assertThat(kept).hasFileName("master.key.old-20270131T093000Z").exists();
  }

  @Test
  void next_againAndAgain_keepsEveryOldKey() throws IOException {
    List<String> keys = new ArrayList<>();
    List<Path> kept = new ArrayList<>();
    for (Instant now : List.of(NOW, NOW, NOW.plusSeconds(60))) {
      MasterKey.load(Map.of(), parent, false);
      keys.add(Files.readString(parent.resolve("master.key")));
      NextKeyFile file = new NextKeyFile(parent);
      file.make();
      kept.add(file.takeOver(now));
    }

    assertThat(keys).doesNotHaveDuplicates();
    assertThat(kept)
        .extracting(it -> it.getFileName().toString())
        .containsExactly(
            "master.key.old-20270131T093000Z",
            "master.key.old-20270131T093000Z-2",
            "master.key.old-20270131T093100Z");
    for (int i = 0; i < keys.size(); i++) {
      assertThat(kept.get(i)).hasContent(keys.get(i));
    }
  }

  @Test
  void next_brokenOffBeforeItTookOver_isFinishedWithTheOldKeyKeptOnce() throws IOException {
    MasterKey.load(Map.of(), parent, false);
    String old = Files.readString(parent.resolve("master.key"));
    MasterKey made = new NextKeyFile(parent).make();
    Path linked = parent.resolve("master.key.old-20270131T093000Z");
    Files.createLink(linked, parent.resolve("master.key"));

    assertThat(new NextKeyFile(parent).takeOver(NOW.plusSeconds(60))).isEqualTo(linked);

    assertThat(linked).hasContent(old);
    assertThat(parent.toFile().list())
        .containsExactlyInAnyOrder("master.key", linked.getFileName().toString());
    assertThat(MasterKey.load(Map.of(), parent, true).bytes()).isEqualTo(made.bytes());
  }

  @Test
  void next_inAVariable_comesFromThere() {
    Map<String, String> variables =
        Map.of(
            "SLUICE_MASTER_KEY",
            Base64.getEncoder().encodeToString(BYTES),
            "SLUICE_NEXT_MASTER_KEY",
            "A".repeat(43));
    new NextKeyFile(parent).make();

    assertThat(MasterKeys.load(variables, parent, true).next().orElseThrow().bytes())
        .containsOnly(0);
  }

  @Test
  void load_firstStart_makesAFileOnlyItsOwnerMayRead() throws IOException {
    Path directory = parent.resolve("a/b");

    MasterKey made = MasterKey.load(Map.of(), directory, false);

    Path file = directory.resolve("master.key");
    assertThat(directory.toFile().list()).containsExactly("master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(MasterKey.load(Map.of(), directory, true).bytes()).isEqualTo(made.bytes());
    assertThat(MasterKey.load(Map.of(), directory, false).bytes()).isEqualTo(made.bytes());
    assertThat(MasterKey.load(Map.of(), parent, false).bytes()).isNotEqualTo(made.bytes());
  }

  @Test
  void load_databaseButNoKey_isRefused() {
    assertThatThrownBy(() -> MasterKey.load(Map.of(), parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll(
            "there is no " + parent.resolve("master.key"),
            "neither SLUICE_MASTER_KEY nor SLUICE_MASTER_KEY_FILE is set",
            "the key that the other processes have");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void load_fileHoldsSomethingElse_namesTheFile() throws IOException {
    Path file = Files.writeString(parent.resolve("master.key"), "not a key\n");
    setRights(file, "rw-------");

    assertThatThrownBy(() -> MasterKey.load(Map.of(), parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll(file.toString(), "isn't base64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw----r--", "rw-----w-"})
  void load_fileThatEverybodyMayOpen_isRefusedUntilItIsClosed(String rights) throws IOException {
    MasterKey made = MasterKey.load(Map.of(), parent, false);
    Path file = parent.resolve("master.key");
    setRights(file, rights);

    assertThatThrownBy(() -> MasterKey.load(Map.of(), parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContainingAll(rights, "chmod 600 " + file);

    setRights(file, "rw-------");
    assertThat(MasterKey.load(Map.of(), parent, true).bytes()).isEqualTo(made.bytes());
  }

  @Test
  void load_fileThatAGroupMayRead_isTaken() throws IOException {
    MasterKey made = MasterKey.load(Map.of(), parent, false);
    setRights(parent.resolve("master.key"), "rw-rw----");

    assertThat(MasterKey.load(Map.of(), parent, true).bytes()).isEqualTo(made.bytes());
  }

  @Test
  void load_fileOfAnotherUser_isTakenAsItIs() throws IOException {
    assumeTrue(System.getProperty("user.name").equals("root"), "only root may give files away");
    MasterKey made = MasterKey.load(Map.of(), parent, false);
    Path file = parent.resolve("master.key");
    setRights(file, "rw-r--r--");
    Files.setAttribute(file, "unix:uid", 65_534);

    assertThat(MasterKey.load(Map.of(), parent, true).bytes()).isEqualTo(made.bytes());
  }

  @Test
  void next_fileThatEverybodyMayOpen_isRefused() throws IOException {
    MasterKey.load(Map.of(), parent, false);
    new NextKeyFile(parent).make();
    Path next = parent.resolve("master.key.next");
    setRights(next, "rw-r--r--");

    assertThatThrownBy(() -> MasterKeys.load(Map.of(), parent, true))
        .isInstanceOf(MasterKeyException.class)
        .hasMessageContaining("chmod 600 " + next);
  }

  private static void setRights(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
