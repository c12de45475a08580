// The answer of the run API, as long as Sluice's own: only the effects differ from run to run.
export function answerer(sample) {
  const { effects: _, ...rest } = JSON.parse(sample);
  const text = JSON.stringify({ ...rest, effects: null });
  const head = text.slice(0, -'null}'.length);
  return (effects) => `${head}${JSON.stringify(effects)}}`;
}
