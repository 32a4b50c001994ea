import type { Editor } from '@tiptap/core';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { EvidenceView } from '../../../api/evidence/contract.ts';
import { EVIDENCE_TYPES } from '../../../api/evidence/vocabulary.ts';
import type { CitationAttrs } from '../../schema/document.ts';
import { Button } from '../../controls/button.tsx';
import { TextArea, TextField } from '../../controls/fields/text-field.tsx';
import { useDesk } from '../desk.ts';
import { useStore } from '../store.ts';
import { changeCitation, removeCitation } from './citation-edits.ts';
import { sourceLine } from './evidence-search.tsx';
import { EvidenceFile } from './evidence-file.tsx';

interface DetailProps {
  editor: Editor;
  citation: CitationAttrs;
}

/** One citation with the record behind it: where in it, the quoted words, and the file. */
export function CitationDetail({ editor, citation }: DetailProps) {
  const { mayEdit, stores } = useDesk();
  const { evidence, hasEvidence } = useStore(stores.facts);
  const record = evidence.get(citation.evidence);
  if (!record) {
    return (
      <p className="quiet">
        {hasEvidence ? 'This evidence is not in the part of the library you can see.' : 'Looking it up…'}
      </p>
    );
  }
  const newest = record.revisions.at(-1)?.revision ?? citation.revision;
  return (
    <section className="citation">
      <h2 className="panel__title">
        <span className="citation__number">{record.number}</span> {record.title}
      </h2>
      <p className="citation__source">
        {[sourceLine(record), EVIDENCE_TYPES[record.type]].filter((part) => part !== '').join(' · ')}
      </p>
      <Cautions record={record} />
      {newest > citation.revision && (
        <p className="caution">
          Newer revision: review. This claim cites revision {citation.revision}; revision {newest} is in the
          library.{' '}
          {mayEdit && (
            <Button look="quiet" onClick={() => changeCitation(editor, { revision: newest })}>
              Cite revision {newest}
            </Button>
          )}
        </p>
      )}
      {mayEdit ? <Pinpoint editor={editor} citation={citation} /> : <ReadPinpoint citation={citation} />}
      <EvidenceFile
        record={record}
        revision={citation.revision}
        page={firstPage(citation.page)}
        {...(mayEdit && {
          onCitePage: (page: number) => changeCitation(editor, { page: String(page) }),
          onQuote: (quote: string, page: number) => changeCitation(editor, { quote, page: String(page) }),
        })}
      />
      <p className="citation__more">
        <Link className="text-link" href={`/library/${record.id}`}>
          Open the record
        </Link>
        {mayEdit && (
          <Button
            look="quiet"
            onClick={() => {
              removeCitation(editor);
              editor.view.focus();
              stores.said.set(
                `The citation of ${record.number} was removed. The record stays in the library.`,
              );
            }}
          >
            Remove this citation
          </Button>
        )}
      </p>
    </section>
  );
}

function Cautions({ record }: { record: EvidenceView }) {
  return (
    <>
      {record.withdrawn && (
        <p className="caution">
          Withdrawn by {record.withdrawn.by}: {record.withdrawn.reason}
        </p>
      )}
      {record.notForQuotation && <p className="caution">Draft, not for quotation.</p>}
    </>
  );
}

function ReadPinpoint({ citation }: { citation: CitationAttrs }) {
  return (
    <>
      {citation.page !== '' && <p>Page {citation.page}</p>}
      {citation.quote !== '' && <blockquote className="citation__quote">{citation.quote}</blockquote>}
    </>
  );
}

/** Page and quote; what is typed goes into the text when the field is left or Enter is pressed. */
function Pinpoint({ editor, citation }: DetailProps) {
  const [page, setPage] = useState(citation.page);
  const [quote, setQuote] = useState(citation.quote);
  useEffect(() => setPage(citation.page), [citation.page]);
  useEffect(() => setQuote(citation.quote), [citation.quote]);
  const commit = (): void => {
    const change = { page: page.trim().slice(0, 40), quote: quote.trim().slice(0, 1000) };
    if (change.page !== citation.page || change.quote !== citation.quote) changeCitation(editor, change);
  };
  return (
    <form
      className="citation__pinpoint"
      onSubmit={(event) => {
        event.preventDefault();
        commit();
      }}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) commit();
      }}
    >
      <TextField
        name="page"
        label="Page"
        size={5}
        maxLength={40}
        value={page}
        onChange={(event) => setPage(event.currentTarget.value)}
      />
      <TextArea
        name="quote"
        label="Quoted words"
        rows={2}
        maxLength={1000}
        value={quote}
        onChange={(event) => setQuote(event.currentTarget.value)}
      />
      <Button type="submit" look="secondary" small>
        Save page and quote
      </Button>
    </form>
  );
}

/** The number a page reference begins with; 1 when it has none. */
function firstPage(page: string): number {
  return Number(/\d+/.exec(page)?.[0] ?? '1');
}
