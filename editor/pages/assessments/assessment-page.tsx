import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearch } from 'wouter';
import type { AssessmentView, SectionView } from '../../../api/assessments/contract.ts';
import { resource } from '../../client/queries.ts';
import { counted } from '../../client/words.ts';
import { Button, LinkButton } from '../../controls/button.tsx';
import { Notice } from '../../controls/notice.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { WaitingForMe } from '../sign-off/signing/waiting.tsx';
import { ChaptersDialog } from './chapters-dialog.tsx';
import { RenameDialog } from './rename-dialog.tsx';
import { ChapterRow, GlossaryRow, JudgementRow, RecommendationsRow } from './section-rows.tsx';
import { useLeads } from './use-leads.ts';

/** One assessment: its sections, how far they are, and what can be done with the whole. */
export function AssessmentPage({ id }: { id: string }) {
  const assessment = useQuery(resource<AssessmentView>(`/assessments/${id}`));
  return <Loaded query={assessment}>{(found) => <Assessment assessment={found} />}</Loaded>;
}

function Assessment({ assessment }: { assessment: AssessmentView }) {
  const { id, title, framework, sections, rights } = assessment;
  const [open, setOpen] = useState<'chapters' | 'rename' | null>(null);
  const close = (): void => setOpen(null);
  return (
    <Page
      title={title}
      eyebrow={framework.shortTitle}
      lead={totals(sections)}
      back={{ href: '/', label: 'Self-assessments' }}
      actions={<Actions assessment={assessment} onRename={() => setOpen('rename')} />}
    >
      <JustImported />
      <WaitingForMe assessment={id} />
      <Judgements assessment={assessment} />
      <Chapters assessment={assessment} onArrange={() => setOpen('chapters')} />
      {rights.manage && <ChaptersDialog open={open === 'chapters'} onClose={close} assessment={assessment} />}
      {rights.manage && (
        <RenameDialog key={title} open={open === 'rename'} onClose={close} id={id} title={title} />
      )}
    </Page>
  );
}

/** After an import: that it worked, and where to see what stayed outside. */
function JustImported() {
  const imported = new URLSearchParams(useSearch()).get('imported');
  if (imported === null) return null;
  if (imported === 'pack') return <PackImported />;
  return (
    <Notice kind="success" title="The document is imported" announce>
      <p className="govuk-body">
        <Link href={`/imports/${encodeURIComponent(imported)}`} className="govuk-link">
          See what stayed outside
        </Link>
        , if anything did. Next, invite the people who lead the sections, or open a judgement and read it
        through.
      </p>
    </Notice>
  );
}

function PackImported() {
  return (
    <Notice kind="success" title="The evidence pack is imported" announce>
      <p className="govuk-body">
        Text, claim numbers, grades and evidence are as they were in the pack. Post-its, versions and
        signatures do not come with it. Next, invite the people who lead the sections.
      </p>
    </Notice>
  );
}

function Actions({ assessment, onRename }: { assessment: AssessmentView; onRename: () => void }) {
  const { id, rights } = assessment;
  return (
    <>
      {rights.export && <LinkButton href={`/assessments/${id}/export`}>Export</LinkButton>}
      <LinkButton href={`/assessments/${id}/versions`} look="secondary">
        Versions
      </LinkButton>
      {rights.export && (
        <LinkButton href={`/assessments/${id}/sign-off`} look="secondary">
          Sign-off
        </LinkButton>
      )}
      {rights.manageMembers && (
        <LinkButton href={`/assessments/${id}/people`} look="secondary">
          People
        </LinkButton>
      )}
      {rights.manage && (
        <Button look="secondary" onClick={onRename}>
          Rename
        </Button>
      )}
    </>
  );
}

function Judgements({ assessment }: { assessment: AssessmentView }) {
  const leads = useLeads(assessment);
  return (
    <section aria-labelledby="judgements">
      <h2 className="govuk-heading-m" id="judgements">
        Judgements
      </h2>
      <ul className="plain-list rows">
        {assessment.sections
          .filter((section) => section.place === 'judgements')
          .map((section) => (
            <JudgementRow
              key={section.id}
              section={section}
              leads={leads(section.id)}
              own={section.rights.edit && assessment.role !== 'coordinator'}
            />
          ))}
      </ul>
    </section>
  );
}

function Chapters({ assessment, onArrange }: { assessment: AssessmentView; onArrange: () => void }) {
  const at = (place: SectionView['place']) =>
    assessment.sections.filter((section) => section.place === place);
  return (
    <section aria-labelledby="chapters" className="section-break">
      <div className="heading-row">
        <h2 className="govuk-heading-m" id="chapters">
          Around the judgements
        </h2>
        {assessment.rights.manage && (
          <Button look="quiet" onClick={onArrange}>
            Add or rename chapters
          </Button>
        )}
      </div>
      <ul className="plain-list rows rows--tight">
        {at('front').map((section) => (
          <ChapterRow key={section.id} section={section} />
        ))}
        {at('back').map((section) => (
          <ChapterRow key={section.id} section={section} />
        ))}
        <RecommendationsRow assessment={assessment} />
        <GlossaryRow assessment={assessment} />
      </ul>
    </section>
  );
}

function totals(sections: readonly SectionView[]): string {
  const sum = (count: (section: SectionView) => number) =>
    sections.reduce((total, section) => total + count(section), 0);
  const claims = sum((section) => section.claims);
  const bare = sum((section) => section.claimsWithoutEvidence);
  const postIts = sum((section) => section.openPostIts);
  const evidence = bare === 0 && claims > 0 ? 'all with evidence' : `${bare} without evidence`;
  const words = claims === 0 ? 'No claims yet' : `${counted(claims, 'claim')}, ${evidence}`;
  return postIts === 0 ? `${words}.` : `${words}. ${counted(postIts, 'post-it')} waiting for an answer.`;
}
