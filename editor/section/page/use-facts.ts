import { useQueries, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { SectionView } from '../../../api/assessments/contract.ts';
import type { ClaimView } from '../../../api/claims/contract.ts';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { refresh, resource } from '../../client/queries.ts';
import { useMe } from '../../client/session.ts';
import type { DeskStores } from '../desk.ts';

/** Keeps what stands beside the text up to date: claim numbers, the library, post-its. */
export function useFacts(section: SectionView, stores: DeskStores): void {
  const { facts } = stores;
  const claims = useQuery(resource<ClaimView[]>(`/sections/${section.id}/claims`)).data;
  const postIts = useQuery(resource<PostItView[]>(`/sections/${section.id}/post-its`)).data;
  const library = useQuery(resource<EvidenceView[]>('/evidence')).data;
  const older = useOlderEvidence(claims, library);
  useEffect(() => {
    facts.set({
      ...facts.get(),
      claims: byId(claims ?? []),
      evidence: byId([...older, ...(library ?? [])]),
      hasEvidence: library !== undefined,
      postIts: postIts ?? [],
    });
  }, [facts, claims, postIts, library, older]);
  useCounts(section, claims, postIts);
  useNewPostIts(stores, postIts);
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}

const none: readonly EvidenceView[] = [];

/** Records that are cited here and are not in the list, which ends somewhere in a very large library. */
function useOlderEvidence(
  claims: readonly ClaimView[] | undefined,
  library: readonly EvidenceView[] | undefined,
): readonly EvidenceView[] {
  const listed = new Set(library?.map((record) => record.id));
  const cited = new Set(claims?.flatMap((claim) => claim.citations.map((one) => one.evidence)));
  const missing = library ? [...cited].filter((id) => !listed.has(id)) : [];
  const found = useQueries({
    queries: missing.map((id) => ({ ...resource<EvidenceView>(`/evidence/${id}`), retry: false })),
    combine: (results) => results.flatMap((result) => result.data ?? []),
  });
  return found.length === 0 ? none : found;
}

/** The counts of the outline come with the assessment; it is asked for again when they are no longer right. */
function useCounts(
  section: SectionView,
  claims: readonly ClaimView[] | undefined,
  postIts: readonly PostItView[] | undefined,
): void {
  const uncited = claims?.filter((claim) => claim.citations.length === 0).length;
  const open = postIts?.filter((one) => one.dealtWith === null).length;
  useEffect(() => {
    const isRight =
      (claims === undefined || claims.length === section.claims) &&
      (uncited === undefined || uncited === section.claimsWithoutEvidence) &&
      (open === undefined || open === section.openPostIts);
    if (!isRight) void refresh(`/assessments/${section.assessment}`);
    // Asked once for each change of what is counted, not again when the answer still differs.
  }, [claims?.length, uncited, open]);
}

/** Says that somebody else stuck a post-it on, once for all that came together. */
export function useNewPostIts({ said }: DeskStores, postIts: readonly PostItView[] | undefined): void {
  const me = useMe().id;
  const known = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (!postIts) return;
    const before = known.current;
    known.current = new Set(postIts.map((one) => one.id));
    const fresh = before ? postIts.filter((one) => !before.has(one.id) && one.author.id !== me) : [];
    const [first, ...more] = fresh;
    if (first)
      said.set(
        more.length === 0 ? `New post-it from ${first.author.name}.` : `${fresh.length} new post-its.`,
      );
  }, [postIts, me, said]);
}
