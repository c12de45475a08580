// An event whose keys are the names of prototypes.
// ends: completed
// log: mark undefined
// event: {"request":{},"context":{},"__proto__":{"mark":1},"constructor":{"prototype":{"mark":1}}}
// probe: ({}).mark
export default function (event) {
  const merge = (target, source) => {
    for (const key of Object.keys(source)) {
      if (typeof source[key] === 'object') merge((target[key] ??= {}), source[key]);
      else target[key] = source[key];
    }
    return target;
  };
  try {
    merge({}, event);
  } catch {
    // The prototype can't be written to.
  }
  console.log('mark', String({}.mark));
}
