import type { ReactNode } from 'react';
import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { Proposal, ProposedSection } from '../../../../api/imports/contract.ts';
import { counted } from '../../../client/words.ts';
import { Button } from '../../../controls/button.tsx';
import { TextField } from '../../../controls/fields/text-field.tsx';
import type { Review } from '../use-review.ts';
import { countOf, nameOf, partId } from './found.ts';

interface SummaryProps {
  review: Review;
  framework: FrameworkDetail;
  busy: boolean;
  onCreate: () => void;
  problem: ReactNode;
}

/** The counts in one place, always in sight: what was found, what is open, and the button that creates. */
export function Summary({ review, framework, busy, onCreate, problem }: SummaryProps) {
  const { proposal, corrections, working } = review;
  const unnamed = proposal.sections.filter((section) => section.judgement === null);
  return (
    <aside className="review__summary" aria-label="Summary">
      <Title review={review} key={proposal.title} />
      <Totals proposal={proposal} />
      <nav aria-label="Parts of the document">
        <ul className="plain-list review__parts">
          <PartLink to="unplaced" count={proposal.unplaced.filter(review.isOpen).length}>
            Not understood
          </PartLink>
          {proposal.sections.map((section) => (
            <SectionLink key={section.key} section={section} framework={framework} />
          ))}
          <PartLink to="chapters" count={proposal.chapters.length}>
            Chapters
          </PartLink>
          <PartLink to="recommendations" count={proposal.recommendations.length}>
            Recommendations
          </PartLink>
          <PartLink to="sources" count={proposal.proposedSources.filter((source) => source.accept).length}>
            Evidence named
          </PartLink>
        </ul>
      </nav>
      {problem}
      {unnamed.length > 0 && (
        <p className="error-text small">
          {counted(unnamed.length, 'section')} still {unnamed.length === 1 ? 'needs its' : 'need their'}{' '}
          judgement.
        </p>
      )}
      <Button busy={busy || working || unnamed.length > 0} onClick={onCreate}>
        {busy ? 'Creating…' : 'Create the self-assessment'}
      </Button>
      <p className="small quiet review__corrections" role="status">
        {working
          ? 'Working in your correction…'
          : corrections.length > 0 && counted(corrections.length, 'correction')}
      </p>
      {corrections.length > 0 && (
        <Button look="quiet" onClick={review.undo}>
          Undo the last correction
        </Button>
      )}
      {review.refused && (
        <p className="error-text small" role="alert">
          {review.refused.message}
        </p>
      )}
    </aside>
  );
}

function Title({ review }: { review: Review }) {
  const { title } = review.proposal;
  const save = (value: string): void => {
    const next = value.trim();
    if (next !== '' && next !== title) review.correct({ kind: 'title', title: next });
  };
  return (
    <TextField
      name="title"
      label="Title"
      defaultValue={title}
      maxLength={200}
      onBlur={(event) => save(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save(event.currentTarget.value);
      }}
    />
  );
}

function Totals({ proposal }: { proposal: Proposal }) {
  const { claims, subpoints, themes } = proposal.counts;
  return (
    <p className="review__totals figures">
      <strong>{counted(claims, 'claim')}</strong>, {counted(subpoints, 'sub-point')},{' '}
      {counted(themes, 'theme')}
    </p>
  );
}

function SectionLink({ section, framework }: { section: ProposedSection; framework: FrameworkDetail }) {
  const sides = section.sides.map(({ blocks }) => countOf(blocks, 'claim'));
  return (
    <li>
      <a href={`#${partId(section.key)}`} className="govuk-link" onClick={() => unfold(partId(section.key))}>
        {section.judgement === null && 'Judgement not recognised: '}
        {nameOf(framework, section)}
      </a>
      <span className="figures quiet">
        <span className="govuk-visually-hidden">claims on each side: </span>
        {sides.join(' / ')}
      </span>
    </li>
  );
}

function PartLink({ to, count, children }: { to: string; count: number; children: ReactNode }) {
  return (
    <li>
      <a href={`#${partId(to)}`} className="govuk-link" onClick={() => unfold(partId(to))}>
        {children}
      </a>
      <span className="figures quiet">{count}</span>
    </li>
  );
}

/** A folded part opens when someone asks to go there. */
function unfold(id: string): void {
  const part = document.getElementById(id);
  if (part instanceof HTMLDetailsElement) part.open = true;
}
