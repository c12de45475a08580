package dev.sluice.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look into a data folder, or at a key. */
class OnlookersTest {
  @TempDir private Path parent;

  @Test
  void folder_thatSluiceMakes_isItsOwnersAlone() {
    Path folder = parent.resolve("a/b");
    DataFolder.make(folder);

    assertThat(Onlookers.warnings(folder, Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-xr-x", "rwx-----x", "rwxr-x--x"})
  void folder_thatWasThereAndIsOpen_isToldWithWhatToDo(String rights) throws IOException {
    Path folder = Files.createDirectory(parent.resolve("data"));
    setRights(folder, rights);
    DataFolder.make(folder);

    assertThat(Onlookers.warnings(folder, Map.of()))
        .singleElement()
        .asString()
        .contains("data folder " + folder, rights)
        .endsWith("chmod 700 " + folder);
  }

  @Test
  void folder_thatIsAGroups_isSomebodysWish() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("data"));
    setRights(folder, "rwxrwx---");

    assertThat(Onlookers.warnings(folder, Map.of())).isEmpty();
  }

  @Test
  void keyFile_thatAVariableNamesAndIsOpen_isTold() throws IOException {
    Path key = Files.writeString(parent.resolve("key"), "k");
    Path next = Files.writeString(parent.resolve("next"), "k");
    setRights(key, "rw-r--r--");
    setRights(next, "rw-------");
    Map<String, String> variables =
        Map.of(
            "SLUICE_MASTER_KEY_FILE", key.toString(),
            "SLUICE_NEXT_MASTER_KEY_FILE", next.toString());

    assertThat(Onlookers.warnings(parent, variables))
        .singleElement()
        .asString()
        .endsWith("chmod 600 " + key);
  }

  @Test
  void keyFile_thatIsNotThere_isNobodysBusinessHere() {
    Map<String, String> variables = Map.of("SLUICE_MASTER_KEY_FILE", parent + "/nowhere");

    assertThat(Onlookers.warnings(parent, variables)).isEmpty();
  }

  private static void setRights(Path file, String rights) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }
}
