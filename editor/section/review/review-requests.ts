import { useQuery } from '@tanstack/react-query';
import type { SectionView } from '../../../api/assessments/contract.ts';
import type { SectionChanges, SectionReview } from '../../../api/versions/contract.ts';
import { queryClient, refresh, resource } from '../../client/queries.ts';
import { request } from '../../client/request.ts';

const path = (section: string): string => `/sections/${section}/review`;

/** How far a section is, and the seals of its claims; asked again now and then, since others write too. */
export function useReview(section: string) {
  return useQuery({ ...resource<SectionReview>(path(section)), refetchInterval: 30_000 });
}

/** The same, asked for now: its fingerprint is of the text as it stands at this moment. */
export function askReview(section: string): Promise<SectionReview> {
  return queryClient.query({ ...resource<SectionReview>(path(section)), staleTime: 0 });
}

/** What changed since a text with this fingerprint was read. */
export function askChanges(section: string, since: string): Promise<SectionChanges> {
  return request<SectionChanges>('GET', `/sections/${section}/changes?since=${since}`);
}

/** What a person says of a section. */
export type SectionStateGiven =
  | { state: 'drafting' }
  | { state: 'ready' }
  /** `hash` is the fingerprint of the text that was read. */
  | { state: 'agreed'; hash: string; note: string };

/** Says how far a section is. */
export async function giveState(section: SectionView, given: SectionStateGiven): Promise<void> {
  await request('PUT', `/sections/${section.id}/state`, given);
  await refresh(path(section.id), `/assessments/${section.assessment}`);
}
