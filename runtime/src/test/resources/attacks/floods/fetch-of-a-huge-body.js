// Sends a body of four million characters.
// ends: completed | uncaught_exception | answer_too_large
// bindings: kinde.fetch
export default async function () {
  const answer = await kinde.fetch(api, { method: 'POST', body: 'x'.repeat(4_000_000) });
  console.log('status', answer.status);
}
