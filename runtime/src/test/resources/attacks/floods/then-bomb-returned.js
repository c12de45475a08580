// Returns what settles twice, throws afterwards, and settles later.
// ends: completed
export default function () {
  return {
    then(resolve, reject) {
      resolve(1);
      reject(new Error('too late'));
      setTimeout(() => reject(new Error('later still')), 1);
      throw new Error('after all');
    },
  };
}
