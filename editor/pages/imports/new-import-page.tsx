import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { FrameworkSummary } from '../../../api/frameworks/contract.ts';
import type { ImportProposal } from '../../../api/imports/contract.ts';
import type { PackImported } from '../../../api/packs/contract.ts';
import { missing } from '../../client/api-failure.ts';
import { refresh, resource } from '../../client/queries.ts';
import { mayCreate, refreshSession, useMe } from '../../client/session.ts';
import { type Progress, upload } from '../../client/upload.ts';
import { FileField } from '../../controls/fields/file-field.tsx';
import { UploadProgress } from '../../controls/fields/upload-progress.tsx';
import { Form } from '../../controls/form.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { FrameworkChoice } from '../frameworks/framework-choice.tsx';

/** The first step of an import: which file, against which framework. An evidence pack brings its own and needs no second step. */
export function NewImportPage() {
  const me = useMe();
  const frameworks = useQuery(resource<FrameworkSummary[]>('/frameworks'));
  if (!mayCreate(me))
    return <ForbiddenPage message="Only coordinators and administrators start self-assessments." />;
  return <Loaded query={frameworks}>{(found) => <NewImport frameworks={found} />}</Loaded>;
}

function NewImport({ frameworks }: { frameworks: readonly FrameworkSummary[] }) {
  const [, go] = useLocation();
  const [file, setFile] = useState<File | null>(null);
  const [framework, setFramework] = useState<string | null>(null);
  const [share, setShare] = useState<number | null>(null);
  const isPack = file !== null && /\.zip$/i.test(file.name);
  const send = async (): Promise<void> => {
    if (!file) throw missing('file', 'Choose the document');
    try {
      go(isPack ? await sendPack(file, setShare) : await sendDocument(file, framework, setShare));
    } finally {
      setShare(null);
    }
  };
  return (
    <Page
      title="Import a document"
      back={{ href: '/', label: 'Self-assessments' }}
      lead={
        isPack
          ? 'Candour checks the whole pack first. If anything in it is missing or changed, nothing is imported.'
          : 'Candour reads the document and shows you what it found. Nothing is made until you have looked at it and said so.'
      }
    >
      <Form
        submit={isPack ? 'Import the evidence pack' : 'Read the document'}
        sending={isPack ? 'Importing the evidence pack…' : 'Reading the document…'}
        send={send}
      >
        <FileField
          name="file"
          label="Self-assessment"
          hint="A Word file (.docx) or Markdown (.md); headings need no styles. Or an evidence pack (.zip) from another Candour."
          accept=".docx,.md,.zip,.markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/markdown"
          chosen={file?.name ?? null}
          onFiles={([chosen]) => setFile(chosen ?? null)}
        />
        {file && share !== null && <UploadProgress name={file.name} share={share} />}
        {isPack ? (
          <p className="govuk-body">
            A pack brings its framework with it. It becomes the same self-assessment, with the same claim and
            evidence numbers, unless it is here already.
          </p>
        ) : (
          <FrameworkChoice frameworks={frameworks} chosen={framework} onChoose={setFramework} />
        )}
      </Form>
    </Page>
  );
}

/** Answers the address to go to. */
async function sendDocument(file: File, framework: string | null, onShare: Progress): Promise<string> {
  if (framework === null) throw missing('framework', 'Choose the framework it was written for');
  const form = new FormData();
  form.set('framework', framework);
  form.set('file', file);
  const { id } = await upload<ImportProposal>('/imports', form, onShare).done;
  return `/imports/${id}`;
}

async function sendPack(file: File, onShare: Progress): Promise<string> {
  const form = new FormData();
  form.set('file', file);
  const { assessment } = await upload<PackImported>('/packs', form, onShare).done;
  await refreshSession();
  await Promise.all([refresh('/assessments'), refresh('/evidence')]);
  return `/assessments/${assessment}?imported=pack`;
}
