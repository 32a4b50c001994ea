import type { Editor } from '@tiptap/core';
import { useCallback, useSyncExternalStore } from 'react';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import type { CitationAttrs } from '../../schema/document.ts';
import { Button } from '../../controls/button.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { citationsOfClaim, selectedCitation } from './citation-edits.ts';
import { CitationDetail } from './citation-detail.tsx';
import { DescribeAdded } from './describe-added.tsx';
import { openCitation } from './open-citation.ts';
import { startCiting } from './start-citing.ts';
import { citationLabel } from '../text/citation-chip.ts';
import { sourceLine } from './evidence-search.tsx';

/** The evidence at the caret: the chosen citation with its file, else the citations of the claim, else all of the section. */
export function EvidenceTab() {
  const { stores } = useDesk();
  const caret = useStore(stores.caret);
  useEditorState(caret?.editor ?? null);
  const chosen = caret ? selectedCitation(caret.editor.state) : null;
  return (
    <>
      <DescribeAdded />
      {caret && chosen ? (
        <CitationDetail
          key={`${chosen.attrs.evidence} ${chosen.attrs.revision}`}
          editor={caret.editor}
          citation={chosen.attrs}
        />
      ) : caret !== null && caret.claim !== null ? (
        <ClaimEvidence editor={caret.editor} claim={caret.claim} />
      ) : (
        <SectionEvidence />
      )}
    </>
  );
}

function useEditorState(editor: Editor | null): void {
  const subscribe = useCallback(
    (listener: () => void) => {
      editor?.on('transaction', listener);
      return () => void editor?.off('transaction', listener);
    },
    [editor],
  );
  useSyncExternalStore(subscribe, () => editor?.state ?? null);
}

function ClaimEvidence({ editor, claim }: { editor: Editor; claim: string }) {
  const desk = useDesk();
  const { claims } = useStore(desk.stores.facts);
  const citations = citationsOfClaim(editor.state.doc, claim);
  const number = claims.get(claim)?.number;
  return (
    <section className="evidence-list">
      <h2 className="panel__title">Evidence for {number ?? 'this claim'}</h2>
      {citations.length === 0 && <p className="quiet">No evidence is linked to this claim yet.</p>}
      <ul className="plain-list">
        {citations.map(({ pos, attrs }) => (
          <li key={pos}>
            <CitationButton citation={attrs} act={() => openCitation(desk, editor, pos)} />
          </li>
        ))}
      </ul>
      {desk.mayEdit && (
        <Button look="secondary" small onClick={() => startCiting(desk, '')}>
          Cite evidence
        </Button>
      )}
      {citations.length === 0 && desk.mayEdit && (
        <p className="quiet small">You can also type @ in the claim, or drop a file on it.</p>
      )}
    </section>
  );
}

function CitationButton({ citation, act }: { citation: CitationAttrs; act: () => void }) {
  const { evidence, hasEvidence } = useStore(useDesk().stores.facts);
  const record = evidence.get(citation.evidence);
  return (
    <button type="button" className="evidence-card" onClick={act}>
      <span className="evidence-card__number">{citationLabel(record, citation.page, hasEvidence)}</span>
      <span className="evidence-card__title">
        {record?.title ?? 'Not in the part of the library you can see'}
      </span>
      {record && <span className="evidence-card__source">{sourceLine(record)}</span>}
      {citation.quote !== '' && <q className="evidence-card__quote">{citation.quote}</q>}
    </button>
  );
}

/** Every record the section cites, with the claims that do. */
function SectionEvidence() {
  const desk = useDesk();
  const { claims, evidence } = useStore(desk.stores.facts);
  const cited = new Map<string, { record: EvidenceView; numbers: string[] }>();
  for (const claim of claims.values()) {
    for (const { evidence: id } of claim.citations) {
      const record = evidence.get(id);
      const entry = record && (cited.get(id) ?? { record, numbers: [] });
      if (entry && !entry.numbers.includes(claim.number)) entry.numbers.push(claim.number);
      if (entry) cited.set(id, entry);
    }
  }
  const entries = [...cited.values()].sort((a, b) => a.record.number.localeCompare(b.record.number));
  return (
    <section className="evidence-list">
      <h2 className="panel__title">Evidence in this section</h2>
      <p className="quiet">
        {entries.length === 0
          ? 'No claim of this section cites evidence yet.'
          : 'Put the caret in a claim to see its own evidence.'}
      </p>
      <ul className="plain-list">
        {entries.map(({ record, numbers }) => (
          <li key={record.id} className="evidence-card evidence-card--still">
            <span className="evidence-card__number">{record.number}</span>
            <span className="evidence-card__title">{record.title}</span>
            <span className="evidence-card__source">{sourceLine(record)}</span>
            <span className="evidence-card__source">Cited by {numbers.join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
