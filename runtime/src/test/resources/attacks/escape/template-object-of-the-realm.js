// Freezes and marks the strings of a template.
// ends: completed
export default function () {
  const tag = (strings) => strings;
  const strings = tag`a${1}b`;
  try {
    strings.mark = 1;
  } catch {
    // They are frozen.
  }
  if (strings.mark || strings.raw.mark) throw new Error('marked');
}
