import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { SectionView } from '../../../api/assessments/contract.ts';
import type { ClaimView } from '../../../api/claims/contract.ts';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { PostItView } from '../../../api/post-its/contract.ts';
import { resource } from '../../client/queries.ts';
import type { DeskStores } from '../desk.ts';

/** Keeps what stands beside the text up to date: claim numbers, the library, post-its. */
export function useFacts(section: SectionView, { facts }: DeskStores): void {
  const claims = useQuery(resource<ClaimView[]>(`/sections/${section.id}/claims`)).data;
  const postIts = useQuery(resource<PostItView[]>(`/sections/${section.id}/post-its`)).data;
  const evidence = useQuery(resource<EvidenceView[]>('/evidence')).data;
  useEffect(() => {
    facts.set({
      ...facts.get(),
      claims: byId(claims ?? []),
      evidence: byId(evidence ?? []),
      hasEvidence: evidence !== undefined,
      postIts: postIts ?? [],
    });
  }, [facts, claims, postIts, evidence]);
}

function byId<T extends { id: string }>(list: readonly T[]): ReadonlyMap<string, T> {
  return new Map(list.map((one) => [one.id, one]));
}
