import { useQuery } from '@tanstack/react-query';
import type { AssessmentView, GlossaryView } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';
import { EmptyState } from '../../controls/empty-state.tsx';
import { Table } from '../../controls/table.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { GlossaryEditor } from './glossary-editor.tsx';
import { FirstUse } from './term-fields.tsx';

/** The acronyms of an assessment's text, what explains each, and those that nothing explains. */
export function GlossaryPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  const glossary = useQuery(resource<GlossaryView>(`/assessments/${id}/glossary`));
  return (
    <Loaded query={assessment}>
      {({ title }) => (
        <Loaded query={glossary}>
          {(view) => (
            <Page
              title="Glossary"
              eyebrow={title}
              back={{ href: `/assessments/${id}`, label: title }}
              lead="The acronyms of the text and what they mean. It is printed at the end of the document: what you write here, and what the text itself spells out."
            >
              {view.rights.change ? (
                <GlossaryEditor assessment={id} view={view} />
              ) : (
                <ReadEntries view={view} />
              )}
              <SpelledOut view={view} />
            </Page>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

/** What the text spells out itself: nobody has to write it here. */
function SpelledOut({ view: { found, entries } }: { view: GlossaryView }) {
  const own = new Set(entries.map(({ term }) => term.toLowerCase()));
  const spelled = found.filter(({ term, expansion }) => expansion !== null && !own.has(term.toLowerCase()));
  if (spelled.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Spelled out in the text</h2>
      <Table
        caption="Spelled out in the text"
        rows={spelled}
        keyOf={({ term }) => term}
        columns={[
          { title: 'Term', heads: true, cell: ({ term }) => term },
          { title: 'Meaning', cell: ({ expansion }) => expansion },
          { title: 'First used', cell: (acronym) => <FirstUse found={acronym} /> },
        ]}
      />
    </>
  );
}

function ReadEntries({ view: { entries, unexplained } }: { view: GlossaryView }) {
  return (
    <>
      {unexplained.length > 0 && (
        <p className="govuk-body">
          Explained nowhere yet: {unexplained.join(', ')}. The coordinator can explain them here, or spell
          them out where the text first uses them.
        </p>
      )}
      {entries.length === 0 ? (
        <EmptyState title="No terms have been added">The coordinator adds them here.</EmptyState>
      ) : (
        <Table
          caption="Explained by the council"
          rows={entries}
          keyOf={({ term }) => term}
          columns={[
            { title: 'Term', heads: true, cell: ({ term }) => term },
            { title: 'Meaning', cell: ({ meaning }) => meaning },
          ]}
        />
      )}
    </>
  );
}
