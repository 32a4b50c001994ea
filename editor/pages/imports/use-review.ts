import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Correction, ImportProposal, Proposal } from '../../../api/imports/contract.ts';
import { type ApiFailure, asFailure } from '../../client/api-failure.ts';
import { useDraft } from '../../client/draft.ts';
import { request } from '../../client/request.ts';

/** What the person is reviewing: the proposal with their corrections, and ways to correct on. */
export interface Review {
  proposal: Proposal;
  corrections: readonly Correction[];
  correct: (correction: Correction) => void;
  undo: () => void;
  /** The last correction is being worked in. */
  working: boolean;
  /** Why the last correction was taken back, until the next one. */
  refused: ApiFailure | null;
  /** Items of `unplaced` that still need a decision. */
  isOpen: (item: Proposal['unplaced'][number]) => boolean;
  /** Forgets the corrections kept in this tab. */
  forget: () => void;
}

/**
 * Keeps the corrections, in this tab through reloads, and asks the server what comes of them. A correction that the
 * server refuses is taken back; what stood before stays.
 */
export function useReview(original: ImportProposal): Review {
  const [kept, keep] = useDraft<Correction[]>(`import:${original.id}`);
  const corrections = kept ?? [];
  const [refused, setRefused] = useState<ApiFailure | null>(null);
  const preview = useQuery<Proposal>({
    queryKey: ['imports', original.id, 'preview', corrections],
    queryFn: ({ signal }) =>
      request<Proposal>('POST', `/imports/${original.id}/preview`, { corrections }, signal),
    enabled: corrections.length > 0,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });
  const failed = corrections.length > 0 && preview.isError ? asFailure(preview.error) : null;
  const isRefusal = failed !== null && failed.status >= 400 && failed.status < 500 && failed.status !== 401;
  useEffect(() => {
    if (!isRefusal) return;
    setRefused(failed);
    keep(corrections.slice(0, -1));
  }, [isRefusal]);
  const asFound = new Set(original.unplaced.map((item) => item.key));
  const leftOut = new Set(corrections.flatMap((one) => (one.kind === 'leave-out-item' ? [one.item] : [])));
  return {
    proposal: corrections.length === 0 ? original : (preview.data ?? original),
    corrections,
    correct: (correction) => {
      setRefused(null);
      keep([...corrections, correction]);
    },
    undo: () => keep(corrections.slice(0, -1)),
    working: corrections.length > 0 && preview.isFetching,
    refused: refused ?? failed,
    isOpen: (item) => item.kind !== 'heading' && asFound.has(item.key) && !leftOut.has(item.key),
    forget: () => keep(null),
  };
}
