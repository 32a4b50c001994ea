import { decode } from './bson/decode.ts';
import { encode } from './bson/encode.ts';
import { type Doc } from './bson/value.ts';
import { deleteMatching } from './commands/change.ts';
import { writeWhenFree } from './sessions/sessions.ts';
import { type Catalog, type Index } from './storage/catalog.ts';
import { type Store } from './storage/store.ts';

/** Removes documents whose time is over, by the TTL indexes there are. MongoDB does so every minute. */
export async function removeExpired(store: Store, catalog: Catalog, now: number): Promise<void> {
  await writeWhenFree(store, (view) => {
    for (const { ns, indexes } of catalog.list(view)) {
      for (const index of indexes) {
        if (index.expireAfterSeconds === undefined) continue;
        const collection = catalog.findForWrite(view, ns);
        const filter = expiredBefore(index, new Date(now - index.expireAfterSeconds * 1000));
        const statement = { filter, multi: true, hint: index.name, deadline: Infinity };
        if (collection) deleteMatching({ view, catalog, collection }, statement);
      }
    }
  });
}

/** A document is over when the earliest date in the field is; other types never are. */
function expiredBefore({ key, partial }: Index, date: Date): Doc {
  const expired = decode(encode({ [key[0]?.[0] ?? '']: { $lte: date } }));
  return partial ? new Map([['$and', [expired, partial.spec]]]) : expired;
}
