import { z } from 'zod';

const User = z.object({
  email: z.email(),
  age: z.coerce.number().int().min(18).optional(),
  roles: z.array(z.enum(['admin', 'member'])).default(['member']),
  kind: z.discriminatedUnion('type', [
    z.object({ type: z.literal('person') }),
    z.object({ type: z.literal('machine'), id: z.bigint() }),
  ]),
});

export default async function workflow() {
  const good = User.parse({ email: 'a@example.com', age: '20', kind: { type: 'machine', id: 1n } });
  const bad = User.safeParse({ email: 'a', kind: { type: 'none' } });
  const checked = await User.transform((user) => user.roles).parseAsync({
    email: 'b@example.com',
    kind: { type: 'person' },
  });
  console.log(good.age, good.roles[0], bad.success, bad.error.issues.length, checked[0]);
}
