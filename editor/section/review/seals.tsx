import type { Editor } from '@tiptap/core';
import { Link } from 'wouter';
import type { SealView } from '../../../api/versions/contract.ts';
import { Seal } from '../../controls/seal.tsx';
import { comparisonPlace } from '../../pages/versions/requests.ts';
import { useLiveDesk } from '../desk.ts';
import { useBlockPlaces } from '../margin/use-block-places.ts';
import { useStore } from '../store.ts';
import { useReview } from './review-requests.ts';

/** The seals of a region's claims on the edge of the sheet; a broken one leads to what changed. */
export function Seals({ editor }: { editor: Editor }) {
  const { section, stores } = useLiveDesk();
  const places = useBlockPlaces(editor);
  const { claims } = useStore(stores.facts);
  const signed = useReview(section.id).data?.signed;
  if (!signed) return null;
  const states = new Map(signed.seals.map(({ claim, state }) => [claim, state]));
  const sealed = places.flatMap(({ id, kind, top }) => {
    const state = kind === 'claim' ? states.get(id) : undefined;
    return state === undefined ? [] : [{ id, top, state }];
  });
  return (
    <ul className="seals" aria-label="Seals of the claims">
      {sealed.map(({ id, top, state }) => (
        <li key={id} className="seals__place" style={{ top }}>
          <ClaimSeal
            state={state}
            words={`${claims.get(id)?.number ?? 'Claim'}: ${sealWords(state, signed.number)}`}
            href={`${comparisonPlace(section.assessment, signed.version)}#claim-${id}`}
          />
        </li>
      ))}
    </ul>
  );
}

interface ClaimSealProps {
  state: SealView['state'];
  words: string;
  /** Where it shows what changed. */
  href: string;
}

function ClaimSeal({ state, words, href }: ClaimSealProps) {
  if (state !== 'broken') {
    return (
      <span role="img" aria-label={words} title={words}>
        <Seal state={state} />
      </span>
    );
  }
  return (
    <Link href={href} aria-label={`${words}. See what changed`} title={words} className="seals__link">
      <Seal state={state} />
    </Link>
  );
}

/** What a seal says: `Seal broken: changed since version 3 was signed`. */
export function sealWords(state: SealView['state'], version: number): string {
  if (state === 'intact') return `Sealed: unchanged since version ${version} was signed`;
  if (state === 'broken') return `Seal broken: changed since version ${version} was signed`;
  return `Not sealed: new since version ${version} was signed`;
}
