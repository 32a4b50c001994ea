import { useQuery } from '@tanstack/react-query';
import { Link, useLocation, useSearch } from 'wouter';
import type { Comparison, ComparedVersion } from '../../../api/versions/comparing/contract.ts';
import { resource } from '../../client/queries.ts';
import { listed, momentWords } from '../../client/words.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Tag } from '../../controls/tag.tsx';
import { Select } from '../../controls/fields/select.tsx';
import '../../reading/reading.css';
import { Loaded } from '../frame/loaded.tsx';
import { useAddressedPart } from '../frame/navigation.ts';
import { Page } from '../frame/page.tsx';
import { versionPlace } from '../versions/requests.ts';
import { ComparisonPdf } from './comparison-pdf.tsx';
import { SectionChange } from './section-change.tsx';
import { countWords, differs, shownSections } from './summary.ts';
import { Lines } from './word-differences.tsx';
import './comparison.css';

interface ComparisonPageProps {
  assessment: string;
  version: string;
}

/** What changed from one version to a later one, or to the text as it stands now, claim by claim. */
export function ComparisonPage({ assessment, version }: ComparisonPageProps) {
  const later = new URLSearchParams(useSearch()).get('with');
  const query = later === null ? '' : `?with=${encodeURIComponent(later)}`;
  const comparison = useQuery({
    ...resource<Comparison>(`/versions/${version}/comparison${query}`),
    staleTime: 0,
  });
  return (
    <Loaded query={comparison}>
      {(found) => <Changes key={query} comparison={found} assessment={assessment} />}
    </Loaded>
  );
}

interface ChangesProps {
  comparison: Comparison;
  assessment: string;
}

function Changes({ comparison, assessment }: ChangesProps) {
  const { before, after } = comparison;
  useAddressedPart();
  return (
    <Page
      title="What changed"
      back={{ href: `/assessments/${assessment}/versions`, label: 'Versions' }}
      lead={
        <>
          From <Side side={before} assessment={assessment} /> to <Side side={after} assessment={assessment} />
          .
        </>
      }
    >
      {differs(comparison) ? (
        <>
          <Differences comparison={comparison} />
          <ComparisonPdf assessment={assessment} comparison={comparison} />
        </>
      ) : (
        <NothingChanged comparison={comparison} />
      )}
    </Page>
  );
}

/** One of the two things compared, in words, with the way to read it. */
function Side({ side, assessment }: { side: ComparedVersion; assessment: string }) {
  if (side.id === null) return <>the text as it stands now ({momentWords(side.at)})</>;
  return (
    <>
      <Link className="text-link" href={versionPlace({ assessment, id: side.id })}>
        version {side.number}, {side.title}
      </Link>{' '}
      ({momentWords(side.at)})
    </>
  );
}

function NothingChanged({ comparison: { before, after } }: { comparison: Comparison }) {
  return (
    <EmptyState title="Nothing changed">
      Every section reads the same in both, with the same grades and the same evidence
      {before.hash === after.hash && ': their fingerprints are equal'}.
    </EmptyState>
  );
}

function Differences({ comparison }: { comparison: Comparison }) {
  const [place, go] = useLocation();
  const search = new URLSearchParams(useSearch());
  const only = search.get('section');
  const same = comparison.sections.filter((section) => section.change === 'same');
  const choose = (section: string): void => {
    if (section === '') search.delete('section');
    else search.set('section', section);
    go(search.size === 0 ? place : `${place}?${search.toString()}`, { replace: true });
  };
  return (
    <>
      <p className="change-counts figures" role="status">
        Claims: {countWords(comparison.counts).join(', ')}.
      </p>
      <Select
        name="section"
        label="Show"
        value={only ?? ''}
        onChange={(event) => choose(event.currentTarget.value)}
        options={[
          { value: '', label: 'Every section that changed' },
          ...comparison.sections.map(({ id, title, change }) => ({
            value: id,
            label: change === 'same' ? `${title} (nothing changed)` : title,
          })),
        ]}
      />
      {shownSections(comparison, only).map((section) => (
        <SectionChange key={section.id} section={section} />
      ))}
      {only === null && <Recommendations comparison={comparison} />}
      {only === null && same.length > 0 && (
        <p className="govuk-body quiet section-break">
          Nothing changed in {listed(same.map((section) => `“${section.title}”`))}.
        </p>
      )}
    </>
  );
}

const rowWords = { added: 'Added', removed: 'Removed', changed: 'Changed' } as const;
const rowTones = { added: 'good', removed: 'error', changed: 'accent' } as const;

function Recommendations({ comparison: { recommendations } }: { comparison: Comparison }) {
  if (recommendations.length === 0) return null;
  return (
    <section className="changed-section" aria-labelledby="recommendations">
      <header className="reading__head">
        <h2 className="reading__title" id="recommendations">
          Recommendations of earlier inspections
        </h2>
      </header>
      {recommendations.map(({ number, change, words }) => (
        <div className="difference" key={`${number} ${change}`}>
          <div className="difference__head">
            <h3 className="difference__heading">Recommendation {number}</h3>
            <Tag tone={rowTones[change]}>{rowWords[change]}</Tag>
          </div>
          <div className="difference__text difference__text--prose">
            <Lines lines={words} />
          </div>
        </div>
      ))}
    </section>
  );
}
