import { type ReactNode, useId } from 'react';
import type { FrozenSection } from '../../api/versions/freezing/contract.ts';
import { InlineText } from './inline.tsx';
import { type Passage, passagesOf, type ReadClaim } from './passages.ts';
import './reading.css';

interface FrozenTextProps {
  section: FrozenSection;
  /** The level of the headings of its regions: 2 where the section is the page, 3 where it is one of many. */
  level?: 2 | 3;
  /** What stands in the margin of a claim. */
  beside?: (claim: ReadClaim) => ReactNode;
}

/** The regions of a frozen section one below the other, set like the page it was written on. */
export function FrozenText({ section, level = 2, beside }: FrozenTextProps) {
  const alone = section.regions.length === 1;
  return section.regions.map((region) => (
    <Region key={region.id} title={region.title} level={level} quiet={alone}>
      <Passages
        passages={passagesOf(section.text[region.id], section.claims)}
        level={level}
        beside={beside}
      />
    </Region>
  ));
}

interface RegionProps {
  title: string;
  level: 2 | 3;
  quiet: boolean;
  children: ReactNode;
}

function Region({ title, level, quiet, children }: RegionProps) {
  const id = useId();
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <section className="reading__region" aria-labelledby={id}>
      <Heading id={id} className={quiet ? 'govuk-visually-hidden' : 'reading__region-title'}>
        {title}
      </Heading>
      {children}
    </section>
  );
}

interface PassagesProps {
  passages: readonly Passage[];
  level: 2 | 3;
  beside: FrozenTextProps['beside'];
}

function Passages({ passages, level, beside }: PassagesProps) {
  if (passages.length === 0) return <p className="quiet reading__nothing">Nothing was written here.</p>;
  const Theme = level === 2 ? 'h3' : 'h4';
  return passages.map((passage, index) => {
    switch (passage.kind) {
      case 'theme':
        return (
          <Theme className="reading__theme" key={index}>
            <InlineText content={passage.content} />
          </Theme>
        );
      case 'claims':
        return (
          <ul className="plain-list" key={index}>
            {passage.claims.map((claim) => (
              <Claim key={claim.id} claim={claim} beside={beside?.(claim)} />
            ))}
          </ul>
        );
      case 'bullets':
        return (
          <ul className="reading__bullets" key={index}>
            {passage.items.map((item, at) => (
              <li key={at}>
                <InlineText content={item} />
              </li>
            ))}
          </ul>
        );
      case 'paragraph':
        return (
          <p className="reading__paragraph" key={index}>
            <InlineText content={passage.content} />
          </p>
        );
    }
  });
}

function Claim({ claim, beside }: { claim: ReadClaim; beside: ReactNode }) {
  return (
    <li className="reading__claim" id={`claim-${claim.id}`} tabIndex={-1}>
      {claim.number !== '' && <span className="reading__number figures">{claim.number}</span>}
      <div className="reading__words">
        <p>
          <InlineText content={claim.content} />
        </p>
        {claim.subPoints.length > 0 && (
          <ul className="reading__sub-points">
            {claim.subPoints.map((line, index) => (
              <li key={index}>
                <InlineText content={line} />
              </li>
            ))}
          </ul>
        )}
      </div>
      {beside !== undefined && <div className="reading__beside">{beside}</div>}
    </li>
  );
}
