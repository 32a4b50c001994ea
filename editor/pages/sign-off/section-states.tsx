import { Link } from 'wouter';
import type { AssessmentSignOff } from '../../../api/versions/signing/contract.ts';
import { counted } from '../../client/words.ts';
import { SectionStateTag } from '../../controls/section-state-tag.tsx';
import { Table } from '../../controls/table.tsx';

interface SectionStatesProps {
  assessment: string;
  sections: AssessmentSignOff['sections'];
}

/** How far each section is. */
export function SectionStates({ assessment, sections }: SectionStatesProps) {
  const done = sections.filter(({ state }) => state === 'agreed' || state === 'signed').length;
  return (
    <section aria-labelledby="sections" className="section-break">
      <h2 className="govuk-heading-m" id="sections">
        How far the sections are
      </h2>
      <p className="govuk-body">
        {done} of {counted(sections.length, 'section')} agreed or signed.
      </p>
      <Table
        caption="How far the sections are"
        rows={sections}
        keyOf={({ id }) => id}
        columns={[
          {
            title: 'Section',
            heads: true,
            cell: ({ id, code, title }) => (
              <>
                {code !== '' && <span className="quiet figures">{code} </span>}
                <Link href={`/assessments/${assessment}/sections/${id}`} className="govuk-link">
                  {title}
                </Link>
              </>
            ),
          },
          { title: 'State', cell: ({ state }) => <SectionStateTag state={state} /> },
          { title: 'Agreed by', cell: ({ agreedBy }) => agreedBy ?? '–' },
        ]}
      />
    </section>
  );
}
