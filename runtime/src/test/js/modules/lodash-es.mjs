import { cloneDeep, debounce, get, groupBy, isEqual, merge, sortBy, uniqBy } from 'lodash-es';

export default function workflow() {
  const users = [
    { id: 2, team: { name: 'b' } },
    { id: 1, team: { name: 'a' } },
    { id: 2, team: { name: 'c' } },
  ];
  console.log(
    get(users, '[0].team.name'),
    sortBy(uniqBy(users, 'id'), 'id').map(({ id }) => id),
    Object.keys(groupBy(users, 'team.name')).length,
    isEqual(cloneDeep(users), users),
    merge({ a: { b: 1 } }, { a: { c: 2 } }),
    typeof debounce(() => {}, 10),
  );
}
