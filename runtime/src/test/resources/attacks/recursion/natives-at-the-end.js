// Calls natives that weren't used before where the stack is nearly full.
// ends: completed
// log: INFO done
export default function () {
  let calls = 0;
  const deeper = () => {
    try {
      deeper();
    } finally {
      if (calls < 150) {
        calls++;
        try {
          Number('1.5');
          new Float32Array([1.5, 2]).sort();
          new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' }).format(calls);
        } catch {}
      }
    }
  };
  try {
    deeper();
  } catch {}
  console.log('done');
}
