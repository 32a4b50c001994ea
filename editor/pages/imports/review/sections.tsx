import { type ReactNode, useState } from 'react';
import type { FrameworkDetail } from '../../../../api/frameworks/contract.ts';
import type { ProposedBlock, ProposedSection } from '../../../../api/imports/contract.ts';
import { counted } from '../../../client/words.ts';
import { Button } from '../../../controls/button.tsx';
import { Select } from '../../../controls/fields/select.tsx';
import type { Review } from '../use-review.ts';
import type { ChosenBlock } from './block-dialog.tsx';
import { Blocks } from './blocks.tsx';
import { countOf, nameOf, partId, regionTitle } from './found.ts';

interface SectionsProps {
  review: Review;
  framework: FrameworkDetail;
  onBlock: (chosen: ChosenBlock) => void;
}

/** The judgement sections found in the file, each folded until it is opened. */
export function Sections({ review, framework, onBlock }: SectionsProps) {
  return review.proposal.sections.map((section) => (
    <Section key={section.key} section={section} review={review} framework={framework} onBlock={onBlock} />
  ));
}

function Section({ section, review, framework, onBlock }: SectionsProps & { section: ProposedSection }) {
  const sides = section.sides.map(({ side, blocks }) => (
    <span key={side} className="folding__line">
      {regionTitle(framework, side)}: {sideWords(blocks)}
    </span>
  ));
  const give = (region: string) => (block: ProposedBlock) =>
    onBlock({ block, place: `${section.key} ${region}` });
  return (
    <Folding
      id={partId(section.key)}
      title={nameOf(framework, section)}
      under={sides}
      startOpen={section.judgement === null}
    >
      <Judgement section={section} review={review} framework={framework} />
      {section.overview.length > 0 && (
        <Region title="Overview" blocks={section.overview} onBlock={give('overview')} />
      )}
      {section.sides.map(({ side, blocks }) => (
        <Region key={side} title={regionTitle(framework, side)} blocks={blocks} onBlock={give(side)} />
      ))}
    </Folding>
  );
}

function Judgement({
  section,
  review,
  framework,
}: Omit<SectionsProps, 'onBlock'> & { section: ProposedSection }) {
  const options = framework.judgements
    .filter((judgement) => judgement.section)
    .map((judgement) => ({ value: judgement.id, label: `${judgement.code} ${judgement.short}` }));
  const missing = section.judgement === null;
  return (
    <div className="judgement-choice">
      <Select
        name={`judgement-${section.key}`}
        label="Judgement"
        hint={`In the file: “${section.heading}”`}
        problem={missing ? 'Choose the judgement this section is about' : null}
        value={section.judgement ?? ''}
        options={missing ? [{ value: '', label: 'Choose a judgement' }, ...options] : options}
        onChange={(event) => {
          const judgement = event.currentTarget.value;
          if (judgement !== '') review.correct({ kind: 'section', section: section.key, judgement });
        }}
      />
      <Button look="quiet" onClick={() => review.correct({ kind: 'drop-section', section: section.key })}>
        Leave out this whole section
      </Button>
    </div>
  );
}

interface RegionProps {
  title: string;
  blocks: readonly ProposedBlock[];
  onBlock: (block: ProposedBlock) => void;
}

function Region({ title, blocks, onBlock }: RegionProps) {
  return (
    <section className="region">
      <h3 className="govuk-heading-s">{title}</h3>
      <Blocks blocks={blocks} onBlock={onBlock} />
    </section>
  );
}

interface FoldingProps {
  id: string;
  title: string;
  under: ReactNode;
  startOpen?: boolean;
  level?: 2 | 3;
  children: ReactNode;
}

/** A part that is drawn only while it is open: a long document stays quick. */
export function Folding({ id, title, under, startOpen = false, level = 2, children }: FoldingProps) {
  const Heading = level === 2 ? 'h2' : 'h3';
  const [open, setOpen] = useState(startOpen);
  return (
    <details
      className="folding"
      id={id}
      open={open}
      tabIndex={-1}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="folding__summary">
        <Heading className="folding__title">{title}</Heading>
        <span className="folding__under figures">{under}</span>
      </summary>
      {open && <div className="folding__body">{children}</div>}
    </details>
  );
}

function sideWords(blocks: readonly ProposedBlock[]): string {
  const subPoints = countOf(blocks, 'sub-point');
  const themes = countOf(blocks, 'theme');
  return [
    counted(countOf(blocks, 'claim'), 'claim'),
    ...(subPoints > 0 ? [counted(subPoints, 'sub-point')] : []),
    ...(themes > 0 ? [counted(themes, 'theme')] : []),
  ].join(', ');
}
