import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { FrameworkSummary } from '../../../api/frameworks/contract.ts';
import type { ImportProposal } from '../../../api/imports/contract.ts';
import { missing } from '../../client/api-failure.ts';
import { resource } from '../../client/queries.ts';
import { mayCreate, useMe } from '../../client/session.ts';
import { upload } from '../../client/upload.ts';
import { FileField } from '../../controls/fields/file-field.tsx';
import { UploadProgress } from '../../controls/fields/upload-progress.tsx';
import { Form } from '../../controls/form.tsx';
import { ForbiddenPage } from '../frame/failures.tsx';
import { Loaded } from '../frame/loaded.tsx';
import { Page } from '../frame/page.tsx';
import { FrameworkChoice } from '../frameworks/framework-choice.tsx';

/** The first step of an import: which file, against which framework. */
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
  const send = async (): Promise<void> => {
    if (!file) throw missing('file', 'Choose the document');
    if (framework === null) throw missing('framework', 'Choose the framework it was written for');
    const form = new FormData();
    form.set('framework', framework);
    form.set('file', file);
    try {
      const proposal = await upload<ImportProposal>('/imports', form, setShare).done;
      go(`/imports/${proposal.id}`);
    } finally {
      setShare(null);
    }
  };
  return (
    <Page
      title="Import a document"
      back={{ href: '/', label: 'Self-assessments' }}
      lead="Candour reads the document and shows you what it found. Nothing is made until you have looked at it and said so."
    >
      <Form submit="Read the document" sending="Reading the document…" send={send}>
        <FileField
          name="file"
          label="Self-assessment"
          hint="A Word file (.docx) or Markdown (.md). Headings need no styles."
          accept=".docx,.md,.markdown,application/vnd.openxmlformats-officedocument.wordprocessingml.document,text/markdown"
          chosen={file?.name ?? null}
          onFiles={([chosen]) => setFile(chosen ?? null)}
        />
        {file && share !== null && <UploadProgress name={file.name} share={share} />}
        <FrameworkChoice frameworks={frameworks} chosen={framework} onChoose={setFramework} />
      </Form>
    </Page>
  );
}
