import { createHash } from "node:crypto";

/** The folder of a package among all; two of the same name and version that import others differ. */
export function folderOf({ id, name, version }) {
  const plain = `${name.replace("/", "+")}@${version}`;
  return id === `${name}@${version}` ? plain : `${plain}_${createHash("sha256").update(id).digest("hex").slice(0, 8)}`;
}
