import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { PostItView } from '../../../api/post-its/contract.ts';
import type { FrozenSection } from '../../../api/versions/freezing/contract.ts';
import { resource } from '../../client/queries.ts';
import type { DeskStores } from '../desk.ts';
import type { ClaimFacts } from '../facts.ts';
import { useNewPostIts } from '../page/use-facts.ts';
import { frozenPlacesOf } from './frozen-places.ts';

/** Without a live line to tell of them, new post-its and answers are asked for so often (milliseconds). */
const askEvery = 20_000;

/** Keeps what stands beside an agreed text up to date: its post-its and where they stand. */
export function useAgreedFacts(section: FrozenSection, stores: DeskStores): void {
  const postIts = useQuery({
    ...resource<PostItView[]>(`/sections/${section.id}/post-its`),
    refetchInterval: askEvery,
  }).data;
  const { facts, places } = stores;
  useEffect(() => {
    const claims = section.claims.map(({ id, number }): [string, ClaimFacts] => [
      id,
      { number, theme: null, citations: [] },
    ]);
    places.set(frozenPlacesOf(section, postIts ?? []));
    facts.set({ ...facts.get(), claims: new Map(claims), postIts: postIts ?? [] });
  }, [section, postIts, facts, places]);
  useNewPostIts(stores, postIts);
}
