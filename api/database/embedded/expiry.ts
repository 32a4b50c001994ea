import { encode } from './bson/encode.ts';
import { type Doc } from './bson/value.ts';
import { decode } from './bson/decode.ts';
import { deleteMatching } from './commands/change.ts';
import { select } from './commands/select.ts';
import { writeWhenFree } from './sessions/sessions.ts';
import { type Catalog, type Collection, type Index } from './storage/catalog.ts';
import { type Store } from './storage/store.ts';
import { type View } from './storage/view.ts';

/** Removes documents whose time is over, by the TTL indexes there are. MongoDB does so every minute. */
export async function removeExpired(store: Store, catalog: Catalog, now: number): Promise<void> {
  for (const { ns, indexes } of catalog.list(store.view)) {
    for (const index of indexes) {
      if (index.expireAfterSeconds !== undefined)
        await removeFrom(store, catalog, { ns, name: index.name, now });
    }
  }
}

async function removeFrom(
  store: Store,
  catalog: Catalog,
  { ns, name, now }: { ns: string; name: string; now: number },
): Promise<void> {
  const expired = (view: View): { collection: Collection; filter: Doc } | undefined => {
    const collection = catalog.findForWrite(view, ns);
    const index = collection?.indexes.find((one) => one.name === name);
    if (!collection || index?.expireAfterSeconds === undefined) return undefined;
    return { collection, filter: expiredBefore(index, new Date(now - index.expireAfterSeconds * 1000)) };
  };
  const waiting = expired(store.view);
  if (!waiting || select(store.view, waiting.collection, { filter: waiting.filter, hint: name }).next().done)
    return;
  await writeWhenFree(store, (view) => {
    const found = expired(view);
    if (!found) return;
    const { collection, filter } = found;
    deleteMatching({ view, catalog, collection }, { filter, multi: true, hint: name, deadline: Infinity });
  });
}

/** A document is over when the earliest date in the field is; other types never are. */
function expiredBefore({ key, partial }: Index, date: Date): Doc {
  const expired = decode(encode({ [key[0]?.[0] ?? '']: { $lte: date } }));
  return partial ? new Map([['$and', [expired, partial.filter]]]) : expired;
}
